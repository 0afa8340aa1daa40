import { isAbsolute, join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { runFiles } from '../../../common/contracts/training/run-folder';

/** The `type` of our tasks in tasks.json. */
export const runTaskType = 'model-lens';

const definitionSchema = v.object({
  type: v.literal(runTaskType),
  run: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096), v.excludes('\0')),
});

/** What a task of ours trains: a run file, and the folder in which the run is kept. Absolute paths. */
export interface RunTarget {
  readonly runFile: string;
  readonly folder: string;
}

/**
 * What a task definition means; null for one that is none of ours or names a relative path where there is no workspace
 * folder. `run` is a run folder or its run.json, relative to the workspace folder; any other JSON file is a run file whose
 * run is kept in `runs`, under the file's name.
 */
export function targetOf(definition: unknown, workspaceFolder: string | undefined, runs: string): RunTarget | null {
  const { success, output } = v.safeParse(definitionSchema, definition);
  if (!success) return null;
  const root = workspaceFolder ?? '';
  const path = output.run.replaceAll('${workspaceFolder}', root);
  if (root === '' && !isAbsolute(path)) return null;
  const full = resolve(root, path);
  if (!full.endsWith('.json')) return { runFile: join(full, runFiles.run), folder: full };
  const name = full.split(/[\\/]/).at(-1) ?? '';
  if (name === runFiles.run) return { runFile: full, folder: resolve(full, '..') };
  return { runFile: full, folder: join(runs, name.replace(/\.json$/, '')) };
}

/** The path of a run's file as tasks.json holds it: inside of the workspace folder relative to it, with slashes. */
export function runPathFor(folder: string, workspaceFolder: string | undefined): string {
  const file = join(folder, runFiles.run);
  if (workspaceFolder === undefined) return file;
  const path = relative(workspaceFolder, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path.replaceAll('\\', '/');
}

/** The arguments of the process behind a task. */
export function trainArguments({ runFile, folder }: RunTarget, cliPath: string): string[] {
  return [cliPath, 'train', runFile, '--out', folder];
}
