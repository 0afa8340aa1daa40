import { t } from '@vscode/l10n';
import type { HubRow } from '../../../src/common/contracts/hub/search-view';
import { formatBytes, formatCount } from '../../shared/format/numbers';
import { taskName } from '../../shared/hub/task-names';
import { verdictWords } from '../../shared/hub/verdict-look';

/** The whole of a row in words, for a screen reader: its icons and short numbers say less. */
export function rowLabel({ id, task, bytes, downloads, likes, verdict, inUse, favourite }: HubRow): string {
  const parts = [
    id,
    task === null ? null : taskName(task),
    bytes === null ? null : formatBytes(bytes),
    downloads === 1 ? t('1 download a month') : t('{0} downloads a month', formatCount(downloads)),
    likes === 1 ? t('1 like') : t('{0} likes', formatCount(likes)),
    verdict === null ? t('being checked') : verdictWords(verdict, inUse),
    favourite ? t('favourite') : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
