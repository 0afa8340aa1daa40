import { realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { runFiles } from '../../../common/contracts/training/run-folder';
import type { RunFile } from '../../../common/contracts/training/run-file';
import { LensError } from '../../../common/errors/lens-error';
import { readRunSettings } from '../../../engine/train/run/read-run';
import type { Options } from '../../arguments/options';
import { checkSettings } from './check-settings';
import { withAbsolutePaths } from './paths';
import { readRunFile } from './read-run-file';
import { settingKeys, settingsFrom } from './setting-options';

/** What a command asks to be trained. */
export interface WantedRun {
  /** Paths of data files are absolute. */
  readonly settings: RunFile;
  /** The run folder. */
  readonly folder: string;
  readonly resume: boolean;
}

/** What may change when a run goes on: it is where it is computed, not what. */
const free: readonly string[] = ['output_dir', 'device', 'threads'];

/**
 * Puts a run file and options together, options first. With `--resume`, or where the run file is the run folder's own, the
 * run goes on with the settings that it has.
 * @throws LensError `usage` or `not-found`
 */
export async function gatherSettings(options: Options): Promise<WantedRun> {
  const runFile = options.argument('RUN.json');
  const given = { ...(runFile === null ? {} : await fromFile(runFile)), ...fromOptions(options) };
  const folder = folderOf(options.text('out') ?? given['output_dir']);
  const resume = options.has('resume') || (runFile !== null && isSame(runFile, join(folder, runFiles.run)));
  if (!resume) return { settings: checkSettings(given), folder, resume };
  const before = checkSettings(withAbsolutePaths(await readRunSettings(folder), folder));
  if (Object.keys(given).some((key) => !free.includes(key))) refuseChanges(before, given);
  const { device, threads } = checkSettings({ ...before, ...freeOf(given) });
  return { settings: { ...before, device, threads }, folder, resume };
}

async function fromFile(path: string): Promise<Record<string, unknown>> {
  return withAbsolutePaths(await readRunFile(path), dirname(resolve(path)));
}

function fromOptions(options: Options): Record<string, unknown> {
  return withAbsolutePaths(settingsFrom(options), process.cwd());
}

function folderOf(out: unknown): string {
  if (typeof out === 'string' && out !== '') return resolve(out);
  throw new LensError('usage', '--out is missing: the folder in which the run is kept.', 'See --help.');
}

function freeOf(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([key]) => free.includes(key)));
}

/** A run that goes on with other settings would be neither the one nor the other. */
function refuseChanges(before: RunFile, given: Readonly<Record<string, unknown>>): void {
  const wanted = checkSettings({ ...before, ...given });
  const changed = settingKeys.find(
    (key) => !free.includes(key) && JSON.stringify(wanted[key]) !== JSON.stringify(before[key]),
  );
  if (changed === undefined) return;
  throw new LensError(
    'usage',
    `${changed} is ${JSON.stringify(wanted[changed])}, but the run was started with ${JSON.stringify(before[changed])}.`,
    'Go on without it, or start a new run in another folder.',
  );
}

function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false; // one of them is not there
  }
}
