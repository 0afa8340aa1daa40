import { join } from 'node:path';
import { lockSchema, runFiles } from '../../common/contracts/training/run-folder';
import { entriesOf } from '../../hub/files/look';
import { readJsonFile } from './folder/bounded-file';
import { isAlive } from './folder/is-alive';

/** True when a process works on a run in one of the folders: asked once when a window opens, before anything is loaded. */
export async function hasLiveRun(places: readonly string[], now = Date.now()): Promise<boolean> {
  for (const place of places) {
    for (const entry of await entriesOf(place)) {
      if (entry.isDirectory() && isAlive(await lockOf(join(place, entry.name)), now)) return true;
    }
  }
  return false;
}

async function lockOf(folder: string) {
  try {
    return await readJsonFile(join(folder, runFiles.lock), lockSchema);
  } catch {
    return null; // A broken lock keeps no run alive; the list of runs says what is wrong with it.
  }
}
