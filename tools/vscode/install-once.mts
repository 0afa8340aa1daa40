// Folders that are made once and then reused, by any number of processes.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning } from './processes.mts';

/**
 * Makes `folder` with `fill` unless it is there. `fill` gets a staging folder beside it, which is renamed when it has
 * succeeded: so the folder is complete whenever it exists, and two processes at once cannot spoil each other's work
 * (the slower one throws its copy away). A failure of `fill` is tried once more, then thrown.
 */
export async function installOnce(folder: string, fill: (staging: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  try {
    await fillAndRename(folder, fill);
  } catch (first) {
    if (existsSync(folder)) return folder;
    console.log(`  that failed, trying once more (${first instanceof Error ? first.message : String(first)})`);
    await fillAndRename(folder, fill);
  }
  return folder;
}

async function fillAndRename(folder: string, fill: (staging: string) => Promise<void>): Promise<void> {
  const staging = await mkdtemp(`${folder}.${process.pid}-`);
  try {
    await fill(staging);
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

/** Deletes the staging folders of processes that were killed. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.`;
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isInteger(pid) && !isRunning(pid)) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}
