import { t } from '@vscode/l10n';
import type { Notice } from '../../../common/contracts/lens';
import { excerptOf, sourceLabel, type ReadText } from '../source/read-text';
import { notice } from './labels';

const pinnedExcerpt = 40;

/** Names what is pinned. */
export function pinnedNotice(read: ReadText): Notice {
  const excerpt = excerptOf(read.rows[0]?.text ?? '', pinnedExcerpt);
  return notice('pinned', 'pinned', t('Pinned to {0}, “{1}”', sourceLabel(read), excerpt), { actions: ['unpin'] });
}

/** Says why the result no longer stands for the text. */
export function staleNotice(reason: string): Notice {
  return notice('stale', 'stale', reason, { actions: ['runAgain'] });
}
