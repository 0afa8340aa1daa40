import { t } from '@vscode/l10n';
import { basename, dirname, isAbsolute } from 'node:path';
import { sampleModelName } from '../../hub/models/resolve-model';

/** Names of folders inside of a run: alone they do not tell whose model it is. */
const ofRun = /^(best|final|checkpoint-\d+)$/;

/** What a model is called in the window, from the name under which it was chosen: of a run's model `feedback-1/best`. */
export function modelLabel(name: string): string {
  if (name === sampleModelName) return t('Sample sentiment');
  if (!isAbsolute(name)) return name;
  const base = basename(name);
  const parent = dirname(name);
  if (!ofRun.test(base)) return base;
  return `${basename(basename(parent) === 'checkpoints' ? dirname(parent) : parent)}/${base}`;
}
