import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { icon } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import { selectStyles } from '../../shared/elements/select-styles';
import { HubElement } from '../store/hub-element';
import { filterFields, filterStyles } from './filter-fields';
import { filtersSet } from './filters';
import { querySelects } from './query-selects';
import { searchBarStyles } from './search-bar-styles';

/** What is searched for: text, filters, task and order. Fires `leave` when the keyboard goes on to the results. */
@customElement('hub-search')
export class SearchBar extends HubElement {
  static override styles = [...HubElement.styles, selectStyles, filterStyles, searchBarStyles];

  readonly #input = createRef<HTMLInputElement>();

  /** Puts the caret into the box, behind a text that is chosen whole. */
  override focus(): void {
    this.#input.value?.focus();
    this.#input.value?.select();
  }

  override render(): TemplateResult {
    const { draft } = this.store;
    return html`<div class="box">
        <input
          ${ref(this.#input)}
          type="search"
          aria-label=${t('Search models on the Hub')}
          placeholder=${t('Search models on the Hub')}
          maxlength="200"
          spellcheck="false"
          autocomplete="off"
          .value=${draft.query.text}
          @input=${this.#onInput}
          @compositionend=${this.#onInput}
          @keydown=${this.#onKey}
        />
        ${draft.query.text === '' ? nothing : iconButton({ name: 'close', label: t('Clear'), onClick: this.#clear })}
        ${this.#filterButton()}
      </div>
      ${querySelects(this.store)} ${filterFields(this.store)}`;
  }

  #filterButton(): TemplateResult {
    const { draft, filtersOpen } = this.store;
    const count = filtersSet(draft.query).length;
    const label = count === 0 ? t('Filters') : t('Filters, {0} set', count);
    return html`<button
      class="icon-button"
      title=${label}
      aria-label=${label}
      aria-expanded=${String(filtersOpen)}
      aria-controls=${filtersOpen ? 'filters' : nothing}
      @click=${() => this.store.toggleFilters()}
    >
      ${icon(count === 0 ? 'filter' : 'filter-filled')}
    </button>`;
  }

  /** While a word is being composed its letters are not what will be searched for. */
  readonly #onInput = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event instanceof InputEvent && event.isComposing) return;
    this.store.draft.edit({ text: event.target.value });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') void this.store.draft.submit();
    else if (event.key === 'ArrowDown') this.dispatchEvent(new CustomEvent('leave'));
    else return;
    event.preventDefault();
  };

  readonly #clear = (): void => {
    void this.store.draft.submit({ text: '' });
    this.#input.value?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hub-search': SearchBar;
  }
}
