import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { runFileSchema, type RunFile } from '../../../common/contracts/training/run-file';
import { runFiles, runStateSchema, type RunState } from '../../../common/contracts/training/run-folder';
import { LensError } from '../../../common/errors/lens-error';
import { parseJson } from '../../../common/json/parse-json';
import { hasCode } from '../checkpoint/whole-folder';

/** The state of a run; null where it was never started, or its file cannot be read. */
export async function readRunState(folder: string): Promise<RunState | null> {
  try {
    const text = await readFile(join(folder, runFiles.state), 'utf8');
    const parsed = v.safeParse(runStateSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // gone or broken: a checkpoint says more than it
  }
}

/** The settings with which a run was started. @throws LensError `not-found` or `bad-file` */
export async function readRunSettings(folder: string): Promise<RunFile> {
  let text: string;
  try {
    text = await readFile(join(folder, runFiles.run), 'utf8');
  } catch (cause) {
    if (!hasCode(cause, 'ENOENT') && !hasCode(cause, 'ENOTDIR')) throw cause;
    throw new LensError('not-found', `There is no run in "${folder}" that could be resumed.`, undefined, { cause });
  }
  return parseJson(text, runFileSchema, join(folder, runFiles.run));
}
