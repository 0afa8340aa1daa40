import { t } from '@vscode/l10n';
import { formatCount } from '../../shared/format/numbers';
import { failed } from '../store/line-filter';
import type { LinesStore } from '../store/lines-store';

const named = 4;

/** How the labels are spread over the lines: `8 lines: 5 positive, 1 neutral, 2 negative`. */
export function distribution({ total, counts }: LinesStore): string {
  const lines = total === 1 ? t('1 line') : t('{0} lines', formatCount(total));
  if (counts.length === 0) return lines;
  const parts = counts.slice(0, named).map(({ label, count }) => `${formatCount(count)} ${labelName(label)}`);
  const rest = counts.slice(named).reduce((sum, { count }) => sum + count, 0);
  if (rest > 0) parts.push(t('{0} other', formatCount(rest)));
  return `${lines}: ${parts.join(', ')}`;
}

/** A label as people read it; the lines that could not be read go by a name of their own. */
export function labelName(label: string): string {
  return label === failed ? t('not read') : label;
}
