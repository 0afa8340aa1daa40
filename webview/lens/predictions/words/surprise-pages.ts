import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../../../shared/format/numbers';
import { iconButton } from '../../../shared/elements/icon-button';

/** How many tokens of a text are shown at once. */
export const pageSize = 240;

/** The first token of the page that a token is on. */
export function pageAround(index: number): number {
  return Math.floor(index / pageSize) * pageSize;
}

/** Which tokens are shown, with ways to those before and behind; nothing for a text of one page. */
export function pageLine(first: number, count: number, go: (first: number) => void): TemplateResult | typeof nothing {
  if (count <= pageSize) return nothing;
  const last = Math.min(count, first + pageSize);
  return html`<div class="pages">
    ${iconButton({ name: 'chevron-left', label: t('Earlier Tokens'), disabled: first === 0, onClick: () => go(Math.max(0, first - pageSize)) })}
    <span>${t('tokens {0} to {1} of {2}', formatCount(first + 1), formatCount(last), formatCount(count))}</span>
    ${iconButton({ name: 'chevron-right', label: t('Later Tokens'), disabled: last === count, onClick: () => go(first + pageSize) })}
  </div>`;
}
