import * as v from 'valibot';
import { loraEntries, runFileSchema, type RunFile } from '../../../common/contracts/training/run-file';
import { contradictions } from '../../../common/training/contradictions';
import { problemWords } from './problem-words';

/**
 * Settings that were looked at: the run file where nothing is wrong, else what is wrong, by key (`lora.r` for what is inside of
 * `lora`): the end of a sentence that begins with the key.
 */
export interface CheckedSettings {
  readonly run: RunFile | null;
  readonly problems: Readonly<Record<string, string>>;
}

/** Checks settings against the schema of run files, and against each other as `Trainer` does. */
export function checkSettings(settings: Readonly<Record<string, unknown>>): CheckedSettings {
  const { success, output, issues } = v.safeParse(runFileSchema, settings);
  if (!success) return { run: null, problems: problemsOf(issues) };
  const problems: Record<string, string> = {};
  for (const { key, words, help } of contradictions(output)) problems[key] ??= `${words}. ${help}`;
  return { run: Object.keys(problems).length === 0 ? output : null, problems };
}

function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const issue of issues) {
    const [first = '', second = ''] = (issue.path ?? []).map(({ key }) => String(key));
    const isOfLora = first === 'lora' && second in loraEntries;
    problems[isOfLora ? `lora.${second}` : first] ??= problemWords(issue, isOfLora ? 2 : 1);
  }
  return problems;
}
