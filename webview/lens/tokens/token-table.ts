import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Token } from '../../../src/common/contracts/tokens';
import { iconButton } from '../../shared/elements/icon-button';
import { formatCount } from '../../shared/format/numbers';
import { WidthController } from '../../shared/layout/width';
import '../../shared/table/data-table';
import type { TableColumn } from '../../shared/table/table-column';
import { StoreElement } from '../store/store-element';
import { partLength, type PlacedToken, type TokenPlace } from '../store/token-place';
import { tokenColumns } from './token-columns';

/** Below this width, in px, the table gives up columns. */
const narrowBelow = 460;

/** Every token of the chosen row with all that is known of it; linked with the strip. */
@customElement('lens-token-table')
export class TokenTable extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    css`
      :host {
        display: block;
        min-width: 0;
        --lens-table-height: max(320px, 62vh);
      }

      .head {
        display: flex;
        align-items: center;
        gap: 4px 8px;
        height: 22px;
        padding: 0 8px 0 0;
      }

      .head h2 {
        flex: 1 1 auto;
      }
    `,
  ];

  readonly #width = new WidthController(this);
  #columns: { key: string; columns: TableColumn<Token>[] } = { key: '', columns: [] };
  #followed: number | undefined;

  override render(): TemplateResult {
    const { store } = this;
    const { row, view } = store;
    const count = partLength(store.state?.run ?? null, row, 'input');
    const chosen = store.chosen.filter((token) => token.row === row).map(({ index }) => index);
    return html`
      <div class="head">
        <h2>${t('Tokens')} <span>${formatCount(count)}${this.#cutNote()}</span></h2>
        <vscode-checkbox label=${t('Raw form')} ?checked=${view.rawForm} @change=${this.#onRawForm}></vscode-checkbox>
        ${iconButton({ name: 'copy', label: t('Copy Tokens'), onClick: () => void store.wishes.perform('copyTokens') })}
      </div>
      <lens-table
        .label=${t('Tokens')}
        .columns=${this.#columnsNow()}
        .count=${count}
        .rowAt=${(index: number) => store.token(this.#place(index))}
        .chosen=${chosen}
        .linked=${this.#linked()}
        @choose=${(event: CustomEvent<{ index: number; add: boolean }>) =>
          this.store.choose({ row, index: event.detail.index }, event.detail.add)}
        @let-go=${() => this.store.letGo()}
        @open=${(event: CustomEvent<{ index: number }>) => this.#reveal(event.detail.index)}
        @hover=${(event: CustomEvent<{ index: number }>) => this.store.links.hover(this.#placed(event.detail.index))}
      ></lens-table>
    `;
  }

  /** Brings a token that was chosen elsewhere into view. */
  protected override updated(): void {
    const last = this.store.chosen.findLast((token) => token.row === this.store.row)?.index;
    if (last === this.#followed) return;
    this.#followed = last;
    if (last !== undefined) this.renderRoot.querySelector('lens-table')?.scrollToIndex(last);
  }

  #cutNote(): string | typeof nothing {
    const cut = this.store.state?.run?.rows[this.store.row]?.cut ?? 0;
    return cut > 0 ? `, ${t('{0} more were cut', formatCount(cut))}` : nothing;
  }

  /** The same list while nothing about it changes, so that the table is not drawn anew. */
  #columnsNow(): TableColumn<Token>[] {
    const pair = typeof this.store.state?.source?.pair === 'string';
    const { rawForm } = this.store.view;
    const narrow = this.#width.width < narrowBelow;
    const key = `${rawForm}/${pair}/${narrow}`;
    if (key !== this.#columns.key) this.#columns = { key, columns: tokenColumns({ rawForm, pair, narrow }) };
    return this.#columns.columns;
  }

  #linked(): number[] {
    const { links, row } = this.store;
    return [links.hovered, links.caret].flatMap((place) =>
      place?.target === 'model' && place.part === 'input' && place.row === row ? [place.index] : [],
    );
  }

  #place(index: number): TokenPlace {
    return { target: 'model', row: this.store.row, part: 'input', index };
  }

  #placed(index: number): PlacedToken | null {
    const token = this.store.token(this.#place(index));
    return token ? { ...this.#place(index), token } : null;
  }

  #reveal(index: number): void {
    const placed = this.#placed(index);
    if (placed) void this.store.wishes.reveal(placed);
  }

  readonly #onRawForm = (event: Event): void => {
    this.store.update({ rawForm: (event.currentTarget as VscodeCheckbox).checked });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-token-table': TokenTable;
  }
}
