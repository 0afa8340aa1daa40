import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { iconButton } from '../../shared/elements/icon-button';
import type { HubStore } from '../store/hub-store';
import { filters, filtersSet, filterValue, noFilters, type Filter } from './filters';

/** The fields that narrow a search, or in one line those that are set. Needs {@link filterStyles}. */
export function filterFields(store: HubStore): TemplateResult | typeof nothing {
  const set = filtersSet(store.draft.query);
  if (!store.filtersOpen) return set.length === 0 ? nothing : chips(store, set);
  return html`<div class="filters" id="filters" role="group" aria-label=${t('Filters')}>
    ${filters().map((filter) => field(store, filter))}
    ${
      set.length === 0
        ? nothing
        : html`<button class="link" @click=${() => void store.draft.submit(noFilters)}>${t('Clear Filters')}</button>`
    }
  </div>`;
}

function chips(store: HubStore, set: ReturnType<typeof filtersSet>): TemplateResult {
  return html`<ul class="chips" aria-label=${t('Filters')}>
    ${set.map(
      ({ name, label, value }) =>
        html`<li>
          <span title=${value}><span class="dim">${label}</span> ${value}</span>
          ${iconButton({
            name: 'close',
            label: t('Clear {0}', label),
            onClick: () => void store.draft.submit({ [name]: null }),
          })}
        </li>`,
    )}
  </ul>`;
}

function field(store: HubStore, { name, label, placeholder, suggestions }: Filter): TemplateResult {
  const value = store.draft.query[name];
  return html`<label for=${name}>${label}</label>
    <input
      id=${name}
      class="field ${value === null ? '' : 'changed'}"
      list=${suggestions.length === 0 ? nothing : `${name}-values`}
      placeholder=${placeholder}
      maxlength="200"
      spellcheck="false"
      autocomplete="off"
      .value=${value ?? ''}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) store.draft.edit({ [name]: filterValue(target.value) });
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') void store.draft.submit();
      }}
    />
    <datalist id="${name}-values">${suggestions.map((each) => html`<option value=${each}></option>`)}</datalist>`;
}

export const filterStyles = css`
  .filters {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 6px 8px;
    font-size: 12px;
  }

  .filters .link {
    grid-column: 2;
    justify-self: start;
  }

  .field {
    width: 100%;
    min-width: 0;
    height: 24px;
    padding: 0 6px;
    border: 1px solid var(--vscode-input-border, var(--lens-button-border));
    border-radius: 4px;
    background: var(--vscode-input-background);
    color: var(--vscode-input-foreground);
    font: inherit;
  }

  .field::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }

  .field:focus {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }

  .changed {
    border-left: 2px solid var(--vscode-settings-modifiedItemIndicator, var(--vscode-focusBorder));
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 12px;
  }

  .chips li {
    display: flex;
    align-items: center;
    max-width: 100%;
    padding-left: 6px;
    border: 1px solid var(--lens-button-border);
    border-radius: 3px;
  }

  .chips li > span {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .chips .icon-button {
    width: 20px;
    height: 20px;
  }
`;
