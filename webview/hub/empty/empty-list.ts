import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { HubSearchState } from '../../../src/common/contracts/hub/search-view';
import { icon } from '../../shared/elements/icon';
import { taskName } from '../../shared/hub/task-names';
import { filtersSet, noFilters } from '../search/filters';
import type { HubStore } from '../store/hub-store';

/** In place of results: why there are none, and what helps. Nothing while they are on their way. */
export function emptyList(store: HubStore, state: HubSearchState): TemplateResult | typeof nothing {
  if (state.phase === 'failed' && !state.notice) return failed(store);
  if (state.phase !== 'done' || store.isLate) return nothing;
  const narrowed = narrowing(state);
  const text =
    state.query.text === ''
      ? t('The Hub lists no model here.')
      : t('No model of the name “{0}” is on the Hub.', state.query.text);
  return html`<div class="empty">
    ${icon('search', 24)}
    <p>${text}</p>
    ${
      narrowed.length === 0
        ? nothing
        : html`<p class="dim">${t('Searched with {0}.', narrowed.join(', '))}</p>
            <button class="link" @click=${() => void store.draft.submit({ ...noFilters, task: null })}>
              ${t('Search Without Filters')}
            </button>`
    }
  </div>`;
}

function failed(store: HubStore): TemplateResult {
  return html`<div class="empty">
    ${icon('error', 24)}
    <p>${t('The search did not work.')}</p>
    <button class="link" @click=${() => void store.draft.submit()}>${t('Try Again')}</button>
  </div>`;
}

/** What the search is narrowed by, in words. */
function narrowing({ query }: HubSearchState): string[] {
  const set = filtersSet(query).map(({ label, value }) => `${label.toLowerCase()} ${value}`);
  return query.task === null ? set : [t('task {0}', taskName(query.task)), ...set];
}
