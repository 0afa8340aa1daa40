import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { LensError } from '../../../../common/errors/lens-error';
import { attempt } from '../../../../common/errors/outcome';

const name = /^model-lens-blocks-(\d+)-/;

/**
 * Makes a folder for a file that a session is made of: below the system's folder for such files, or beside the weights
 * where that is on another drive, because one session cannot map files of two. What processes that were killed have left
 * there is taken away.
 * @param weights a weight file, free of symbolic links
 * @throws LensError `disk` when none can be made
 */
export async function makeScratchFolder(weights: string): Promise<string> {
  try {
    const usual = await realpath(tmpdir());
    const parent = parse(usual).root.toLowerCase() === parse(weights).root.toLowerCase() ? usual : dirname(weights);
    await removeLeft(parent);
    return await mkdtemp(join(parent, `model-lens-blocks-${process.pid}-`));
  } catch (cause) {
    throw new LensError('disk', 'No folder could be made for the weights in blocks.', undefined, { cause });
  }
}

/**
 * Takes the folder away. Systems that keep files which are in use (Windows) keep it, until this is called again or another
 * process finds it.
 */
export async function removeScratchFolder(folder: string): Promise<void> {
  await attempt(() => rm(folder, { recursive: true, force: true }));
}

async function removeLeft(parent: string): Promise<void> {
  const left = (await readdir(parent)).filter((entry) => {
    const pid = Number(name.exec(entry)?.[1] ?? process.pid);
    return !isAlive(pid);
  });
  for (const entry of left) await removeScratchFolder(join(parent, entry));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else may not be asked, and so is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
