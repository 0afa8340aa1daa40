import { t } from '@vscode/l10n';
import type { BadRow } from '../../../src/common/contracts/training/run-folder';

/** Why a row cannot be used. */
export function badWords(reason: BadRow['reason']): string {
  const words: Record<BadRow['reason'], string> = {
    'empty-text': t('no text'),
    'empty-label': t('no label'),
    'unknown-label': t('unknown label'),
    'wrong-type': t('wrong type'),
    'broken-encoding': t('broken characters'),
    'wrong-columns': t('wrong number of columns'),
  };
  return words[reason];
}
