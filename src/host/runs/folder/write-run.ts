import { t } from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runFiles } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';

/**
 * Makes a run folder with its run file.
 * @throws LensError `usage` where there is such a run already, `disk` where it cannot be written
 */
export async function createRun(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await onDisk(folder, async () => {
    await mkdir(dirname(folder), { recursive: true });
    await ignoredByGit(dirname(folder));
    try {
      await mkdir(folder);
    } catch (cause) {
      if (!hasCode(cause, 'EEXIST')) throw cause;
      throw new LensError('usage', t('There is a run in {0} already.', folder), t('Give the run another name.'), {
        cause,
      });
    }
    await replaceRunFile(folder, settings);
  });
}

/** Writes the run file of a folder that is there. @throws LensError `disk` */
export async function writeRunFile(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  await onDisk(folder, async () => replaceRunFile(folder, settings));
}

/** Asks the process that works on a run to stop after its step, with a checkpoint. @throws LensError `disk` */
export async function askToStop(folder: string): Promise<void> {
  await onDisk(folder, async () => writeFile(join(folder, runFiles.stop), ''));
}

/** Takes an earlier wish to stop back, so that a run can go on. @throws LensError `disk` */
export async function forgetStop(folder: string): Promise<void> {
  await onDisk(folder, async () => rm(join(folder, runFiles.stop), { force: true }));
}

/** Runs hold weights, which nobody means to commit. What a person has written there stays. */
async function ignoredByGit(runs: string): Promise<void> {
  try {
    await writeFile(join(runs, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
}

async function replaceRunFile(folder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const path = join(folder, runFiles.run);
  const beside = `${path}.${randomUUID()}.tmp`;
  await writeFile(beside, `${JSON.stringify(settings, undefined, 2)}\n`);
  await rename(beside, path);
}

async function onDisk(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof LensError) throw cause;
    const why = hasCode(cause, 'ENOSPC') ? t('The disk is full.') : t('Is the folder read-only?');
    throw new LensError('disk', t('{0} cannot be written.', folder), why, { cause });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
