import * as v from 'valibot';
import { runFileSchema, type RunFile } from '../../../common/contracts/training/run-file';
import { LensError } from '../../../common/errors/lens-error';
import { contradictions } from '../../../common/training/contradictions';
import { nearest } from '../../arguments/nearest';
import { settingKeys } from './setting-options';

type Settings = Readonly<Record<string, unknown>>;

/**
 * Settings with every default filled in.
 * @throws LensError `usage` that names the first key that is not known, missing, of another kind, or at odds with another
 */
export function checkSettings(given: Settings): RunFile {
  const settings = renamed(given);
  const unknown = Object.keys(settings).find((key) => !settingKeys.some((known) => known === key));
  if (unknown !== undefined) throw unknownKey(unknown);
  const parsed = v.safeParse(runFileSchema, settings, { abortEarly: true });
  if (!parsed.success) throw wrongValue(parsed.issues[0]);
  const [problem] = contradictions(parsed.output);
  if (problem !== undefined) throw new LensError('usage', `${problem.key} ${problem.words}.`, problem.help);
  return parsed.output;
}

/** `warmup_ratio` of older files is a share of steps, which is what `warmup_steps` below 1 is now. */
function renamed(settings: Settings): Settings {
  const { warmup_ratio: ratio, ...rest } = settings;
  if (ratio === undefined) return settings;
  if (rest['warmup_steps'] !== undefined && ratio !== 0 && rest['warmup_steps'] !== 0) {
    throw new LensError('usage', 'Both warmup_steps and warmup_ratio are given.', 'Leave one of them out.');
  }
  if (typeof ratio !== 'number' || !(ratio >= 0 && ratio < 1)) {
    throw new LensError('usage', `warmup_ratio is a share from 0 to below 1, not ${JSON.stringify(ratio)}.`);
  }
  return ratio === 0 ? rest : { ...rest, warmup_steps: ratio };
}

function unknownKey(key: string): LensError {
  const near = nearest(key, settingKeys);
  const help = near === undefined ? 'See model-lens train --help for those that there are.' : `Did you mean "${near}"?`;
  return new LensError('usage', `The setting "${key}" is not known.`, help);
}

function wrongValue(issue: v.BaseIssue<unknown>): LensError {
  const path = v.getDotPath(issue) ?? '';
  if (issue.received === 'undefined') return new LensError('usage', `The setting "${path}" is missing.`);
  if (issue.type === 'strict_object') return new LensError('usage', `The setting "${path}" is not known.`);
  if (issue.type === 'safe_integer') return new LensError('usage', `${path} is a whole number, not ${issue.received}.`);
  const expected = issue.expected ?? 'another value';
  return new LensError('usage', `${path} is ${issue.received}, but should be ${expected}.`);
}
