import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../../shared/elements/button';
import { searchBox } from '../../shared/elements/search-box';
import { formatCount } from '../../shared/format/numbers';
import type { LinesStore } from '../store/lines-store';
import { labelName } from './distribution';

/** The row of tools over the table: what to show, how many that are, and saving. */
export function lineTools(store: LinesStore): TemplateResult {
  const { filter, shown, total } = store;
  const filtered = filter.text !== '' || filter.label !== null;
  const count = t('{0} of {1} lines', formatCount(shown.length), formatCount(total));
  return html`<div class="tools">
    ${searchBox({ label: t('Filter Text'), value: filter.text, onInput: (text) => store.show({ text }) })}
    ${store.counts.length > 1 || filter.label !== null ? labelBox(store) : nothing}
    <span class="dim" role="status">${filtered ? count : nothing}</span>
    <span class="save">
      ${button({ label: t('Save as CSV'), icon: 'save-as', onClick: () => store.save('csv') })}
      ${button({ label: t('Save as JSONL'), icon: 'save-as', onClick: () => store.save('jsonl') })}
    </span>
  </div>`;
}

/** Native, so that any number of labels can be typed ahead to. */
function labelBox(store: LinesStore): TemplateResult {
  const { counts, filter } = store;
  return html`<select
    aria-label=${t('Filter by Label')}
    @change=${({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      store.show({ label: counts[target.selectedIndex - 1]?.label ?? null });
    }}
  >
    <option ?selected=${filter.label === null}>${t('All Labels')}</option>
    ${counts.map(
      ({ label, count }) =>
        html`<option ?selected=${filter.label === label}>${labelName(label)} (${formatCount(count)})</option>`,
    )}
  </select>`;
}
