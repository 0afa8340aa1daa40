import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { VscodeTextfield } from '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Vocabulary } from '../../../src/common/contracts/tokens';
import { isCancelled } from '../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { icon } from '../../shared/elements/icon';
import { formatCount } from '../../shared/format/numbers';
import '../../shared/table/data-table';
import type { TableColumn } from '../../shared/table/table-column';
import { StoreElement } from '../store/store-element';
import { showSpaces } from '../strip/chip-look';

/** How long typing rests before the vocabulary is searched. */
const rest = 150;

type Match = Vocabulary['matches'][number];

/** Finds entries of the vocabulary by text or id, and shows what a text is encoded to. */
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

      vscode-textfield {
        width: 100%;
        margin: 2px 0 4px;
      }

      p {
        margin: 4px 0;
        font-size: 12px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @state() private accessor found: Vocabulary | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: CancellationSource | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  override render(): TemplateResult {
    const size = this.store.state?.model?.tokenizer?.vocabSize;
    if (size === undefined) return html`${nothing}`;
    return html`
      <h2>${t('Vocabulary')}<span>${t('{0} entries', formatCount(size))}</span></h2>
      <vscode-textfield
        .label=${t('Search the vocabulary for a text or an id')}
        placeholder=${t('Text or id')}
        .maxLength=${1000}
        @input=${this.#onInput}
      >
        <span slot="content-before">${icon('search')}</span>
      </vscode-textfield>
      <div role="status">${this.found ? this.#result(this.found) : nothing}</div>
      ${this.found && this.found.matches.length > 0 ? this.#matches(this.found) : nothing}
    `;
  }

  #result({ encoded, total, matches }: Vocabulary): TemplateResult {
    const pieces = encoded.map(({ readable, id }) => `${showSpaces(readable)} ${id}`).join(' · ');
    const counted =
      total > matches.length
        ? t('{0} entries match, the first {1} are shown', formatCount(total), formatCount(matches.length))
        : t('{0} entries match', formatCount(total));
    return html`
      ${encoded.length > 0 ? html`<p><span class="dim">${t('Encoded')}</span> <span class="mono">${pieces}</span></p>` : nothing}
      <p class="dim">${total === 0 ? t('No entry matches') : counted}</p>
    `;
  }

  #matches({ matches }: Vocabulary): TemplateResult {
    return html`<lens-table
      .label=${t('Entries of the vocabulary')}
      .columns=${this.#columns}
      .count=${matches.length}
      .rowAt=${(index: number) => matches[index]}
    ></lens-table>`;
  }

  readonly #columns: TableColumn<Match>[] = [
    {
      id: 'token',
      label: t('Token'),
      width: 'minmax(64px, 1fr)',
      cell: ({ readable }) => html`<span class="mono">${showSpaces(readable)}</span>`,
    },
    {
      id: 'raw',
      label: t('Raw'),
      width: 'minmax(64px, 1fr)',
      cell: ({ token }) => html`<span class="mono dim">${token}</span>`,
    },
    { id: 'id', label: t('Id'), width: '64px', align: 'end', cell: ({ id }) => id },
  ];

  readonly #onInput = (event: Event): void => {
    const query = (event.currentTarget as VscodeTextfield).value;
    clearTimeout(this.#timer);
    this.#running?.abort();
    if (query === '') this.found = null;
    else this.#timer = setTimeout(() => void this.#search(query), rest);
  };

  async #search(query: string): Promise<void> {
    const signal = new CancellationSource();
    this.#running = signal;
    try {
      this.found = await this.store.host.request('vocabulary', { target: 'model', query }, { signal });
    } catch (error) {
      if (!isCancelled(error)) this.store.fail(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-vocabulary': VocabularySearch;
  }
}
