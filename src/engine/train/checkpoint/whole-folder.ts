import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Folders that are being written, or deleted, are named so; whatever a killed process leaves of them is rubbish. */
const unfinished = /^\.(?:writing|deleting|before)-/;

/** Brings what was written to its place, whole; until then it is not there. */
export type Finish = () => Promise<void>;

/** Writes a folder whole or not at all. What was there before is replaced. */
export async function writeWholeFolder(path: string, write: (folder: string) => Promise<void>): Promise<void> {
  const finish = await beginWholeFolder(path, write);
  await finish();
}

/**
 * The first half of it: the files are written, beside the place of the folder. What is left is slow, and needs nothing of
 * what was written from: flushing them to the disk, and the rename.
 * @param write is given the folder to write into
 */
export async function beginWholeFolder(path: string, write: (folder: string) => Promise<void>): Promise<Finish> {
  const folder = beside(path, 'writing');
  const orRemove = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };
  await orRemove(async () => {
    await mkdir(folder, { recursive: true });
    await write(folder);
  });
  return () =>
    orRemove(async () => {
      await flushAll(folder);
      await replace(path, folder);
      await flush(dirname(path));
    });
}

/** Removes a folder: out of sight first, so that none that is half removed looks whole. */
export async function removeFolder(path: string): Promise<void> {
  const hidden = beside(path, 'deleting');
  try {
    await rename(path, hidden);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  await rm(hidden, { recursive: true, force: true });
}

/**
 * Cleans up behind a process that was killed: removes what it had not finished, and puts back what it was about to replace.
 */
export async function removeUnfinished(parent: string): Promise<void> {
  for (const name of await namesIn(parent)) {
    if (!unfinished.test(name)) continue;
    const path = join(parent, name);
    const [, kind, place = ''] = /^\.(\w+)-[0-9a-f]+-(.*)$/s.exec(name) ?? [];
    if (kind === 'before' && !(await namesIn(parent)).includes(place)) await rename(path, join(parent, place));
    else await rm(path, { recursive: true, force: true });
  }
}

/** A folder cannot be renamed over another: the old one steps aside, and comes back where the new one fails. */
async function replace(path: string, by: string): Promise<void> {
  const aside = beside(path, 'before');
  const had = await rename(path, aside).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
  try {
    await rename(by, path);
  } catch (error) {
    if (had) await rename(aside, path);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

function beside(path: string, kind: 'writing' | 'deleting' | 'before'): string {
  return join(dirname(path), `.${kind}-${randomBytes(4).toString('hex')}-${basename(path)}`);
}

async function flushAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? flushAll(path) : flush(path));
  }
  await flush(folder);
}

/** Windows cannot open folders, and needs a file to be writable to flush it. */
async function flush(path: string): Promise<void> {
  const windows = process.platform === 'win32';
  try {
    const handle = await open(path, windows ? 'r+' : 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!windows || !(hasCode(error, 'EISDIR') || hasCode(error, 'EPERM') || hasCode(error, 'EACCES'))) throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** True for an error of the system with this code. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
