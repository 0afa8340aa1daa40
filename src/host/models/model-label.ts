import { t } from '@vscode/l10n';
import { basename, isAbsolute } from 'node:path';
import { sampleModelName } from '../../hub/models/resolve-model';

/** What a model is called in the window, from the name under which it was chosen. */
export function modelLabel(name: string): string {
  if (name === sampleModelName) return t('Sample sentiment');
  return isAbsolute(name) ? basename(name) : name;
}
