import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../../shared/elements/icon';
import '../../shared/elements/segments';
import { splitId } from '../../shared/format/model-words';
import { formatCount } from '../../shared/format/numbers';
import { StoreElement } from '../store/store-element';
import type { Target } from '../store/token-place';
import { matchTable, searchSummary } from './vocabulary-matches';
import { VocabularySource } from './vocabulary-source';

/** Finds entries of the vocabulary, or of the second tokenizer's, by text or id, and shows what a text is encoded to. */
@customElement('lens-vocabulary')
export class VocabularySearch extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    css`
      :host {
        display: block;
        min-width: 0;
        --lens-table-height: 240px;
      }

      .search {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        margin: 2px 0 4px;
      }

      vscode-textfield {
        flex: 1 1 140px;
        width: auto;
        min-width: 0;
      }

      p {
        margin: 4px 0;
        font-size: 12px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  readonly #source = new VocabularySource(() => this.requestUpdate());
  #wished: Target = 'model';
  #searched: Target = 'model';
  #query = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#source.stop();
  }

  protected override willUpdate(): void {
    const target = this.#target;
    if (target === this.#searched) return;
    this.#searched = target;
    this.#source.search(this.store, target, this.#query);
  }

  override render(): TemplateResult {
    const size = this.#tokenizers[this.#target]?.vocabSize;
    if (size === undefined) return html`${nothing}`;
    const { found } = this.#source;
    return html`
      <h2>${t('Vocabulary')} <span>${t('{0} entries', formatCount(size))}</span></h2>
      <div class="search">
        <vscode-textfield
          .label=${t('Search the vocabulary for a text or an id')}
          placeholder=${t('Text or id')}
          .maxLength=${1000}
          @input=${this.#onInput}
        >
          <span slot="content-before">${icon('search')}</span>
        </vscode-textfield>
        ${this.#choice()}
      </div>
      <div role="status">${found ? searchSummary(found) : nothing}</div>
      ${found ? matchTable(found) : nothing}
    `;
  }

  get #tokenizers() {
    const { state } = this.store;
    return { model: state?.model?.tokenizer, comparison: state?.comparison?.tokenizer };
  }

  /** The second tokenizer only while it is shown. */
  get #target(): Target {
    return this.#tokenizers.comparison ? this.#wished : 'model';
  }

  #choice(): TemplateResult | typeof nothing {
    const { state } = this.store;
    if (!state?.model || !state.comparison?.tokenizer) return nothing;
    const segments = [
      { value: 'model', label: splitId(state.model.id).name },
      { value: 'comparison', label: splitId(state.comparison.id).name },
    ] satisfies { value: Target; label: string }[];
    return html`<lens-segments
      .label=${t('Whose vocabulary')}
      .segments=${segments}
      .chosen=${this.#target}
      @choose=${(event: CustomEvent<Target>) => this.#choose(event.detail)}
    ></lens-segments>`;
  }

  #choose(target: Target): void {
    this.#wished = target;
    this.requestUpdate();
  }

  readonly #onInput = (event: Event): void => {
    this.#query = (event.currentTarget as VscodeTextfield).value;
    this.#source.search(this.store, this.#target, this.#query);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-vocabulary': VocabularySearch;
  }
}
