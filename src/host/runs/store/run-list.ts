import { join } from 'node:path';
import { runFiles } from '../../../common/contracts/training/run-folder';
import { entriesOf, look } from '../../../hub/files/look';
import { isAlive } from '../folder/is-alive';
import { readRun, type RunSnapshot } from '../folder/read-run';

/** Most runs of one folder that are listed. */
const mostRuns = 1000;
const watched = [runFiles.run, runFiles.state, runFiles.lock, runFiles.metrics, runFiles.best, runFiles.final];

interface Known {
  readonly stamp: string;
  readonly run: RunSnapshot | null;
}

/** The runs of some folders. A run is read again only when one of its files was written to. */
export class RunList {
  #known = new Map<string, Known>();

  /** The runs, those at work first, then the latest. Folders that are links are none. */
  async read(places: readonly string[], now = Date.now()): Promise<RunSnapshot[]> {
    const folders = (await Promise.all(places.map(runFolders))).flat();
    const known = await Promise.all(folders.map(async (folder) => [folder, await this.#look(folder, now)] as const));
    this.#known = new Map(known);
    return known.flatMap(([, { run }]) => (run ? [run] : [])).sort(byTime);
  }

  async #look(folder: string, now: number): Promise<Known> {
    const stamp = await stampOf(folder);
    const before = this.#known.get(folder);
    if (before?.stamp !== stamp) return { stamp, run: await readRun(folder, now) };
    const { run } = before;
    if (!run) return before;
    const alive = isAlive(run.lock, now);
    return alive === run.alive ? before : { stamp, run: { ...run, alive } };
  }
}

async function runFolders(place: string): Promise<string[]> {
  const entries = await entriesOf(place);
  return entries
    .filter((entry) => entry.isDirectory())
    .slice(0, mostRuns)
    .map(({ name }) => join(place, name));
}

async function stampOf(folder: string): Promise<string> {
  const stats = await Promise.all(watched.map(async (name) => look(join(folder, name))));
  return stats.map((found) => (found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '-')).join('|');
}

function byTime(a: RunSnapshot, b: RunSnapshot): number {
  if (a.alive !== b.alive) return a.alive ? -1 : 1;
  const [left, right] = [a.state?.started ?? Infinity, b.state?.started ?? Infinity];
  if (left !== right) return right > left ? 1 : -1;
  return b.name.localeCompare(a.name, undefined, { numeric: true });
}
