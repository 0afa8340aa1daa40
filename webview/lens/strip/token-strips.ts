import { defaultRangeExtractor, VirtualizerController, type Range } from '@tanstack/lit-virtual';
import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import './comparison-strip';
import { StoreElement } from '../store/store-element';
import { setStyles } from '../../shared/theme/set-styles';
import type { LensState } from '../../../src/common/contracts/lens';
import { answerStyles, stripAnswer } from './strip-answer';
import './token-strip';

/** Chip with its outline, and the space under it. */
const rowHeight = 43;

/** The spine of the Lens: a row of chips for each row of the batch, the chosen row marked; below the second tokenizer's. */
@customElement('lens-strips')
export class TokenStrips extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    answerStyles,
    css`
      :host {
        flex: none;
        display: block;
        container-type: inline-size;
        padding: 0 16px 4px;
      }

      .one {
        display: grid;
        grid-template-columns: minmax(0, 1fr) fit-content(40%);
        column-gap: 16px;
        align-items: center;
      }

      @container (max-width: 527px) {
        .one {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      .rows {
        max-height: 176px;
        overflow: hidden auto;
      }

      .all {
        position: relative;
      }

      .row {
        position: absolute;
        inset: 0 0 auto;
        display: grid;
        grid-template-columns: 22px minmax(0, 1fr) fit-content(40%);
        column-gap: 6px;
        align-items: center;
        height: 43px;
      }

      .number {
        width: 18px;
        height: 18px;
        padding: 0;
        border: 1px solid var(--lens-card-border);
        border-radius: 9px;
        background: none;
        color: var(--vscode-descriptionForeground);
        font: inherit;
        font-size: 10px;
        line-height: 16px;
        text-align: center;
        cursor: pointer;
      }

      .number.wide {
        width: 22px;
      }

      .number[aria-pressed='true'] {
        border-color: var(--lens-chosen);
        color: var(--vscode-foreground);
      }
    `,
  ];

  readonly #scroller = createRef<HTMLElement>();
  readonly #rows = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.#scroller.value ?? null,
    estimateSize: () => rowHeight,
    overscan: 2,
  });
  #shownRow = 0;
  /** Which row is drawn wherever it is. */
  #heldRow = -1;

  /** Puts the keyboard on the chosen row. */
  focusRow(): void {
    const strips = [...this.renderRoot.querySelectorAll('lens-strip')];
    strips.find(({ row }) => row === this.store.row)?.focusList();
  }

  protected override willUpdate(): void {
    const virtualizer = this.#rows.getVirtualizer();
    const count = this.store.state?.run?.rows.length ?? 0;
    const { row } = this.store;
    if (count === virtualizer.options.count && row === this.#heldRow) return;
    this.#heldRow = row;
    const rangeExtractor = (range: Range) => drawnRows(range, row);
    virtualizer.setOptions({ ...virtualizer.options, count, rangeExtractor });
  }

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state?.run) return html`${nothing}`;
    const one = html`<div class="one">
      <lens-strip .store=${this.store}></lens-strip>${stripAnswer(state, 0, this.store.view.tab)}
    </div>`;
    return html`
      ${state.run.rows.length === 1 ? one : this.#batch(state)}
      ${state.comparison ? html`<lens-comparison .store=${this.store}></lens-comparison>` : nothing}
    `;
  }

  protected override updated(): void {
    if (this.store.row === this.#shownRow) return;
    this.#shownRow = this.store.row;
    this.#rows.getVirtualizer().scrollToIndex(this.#shownRow, { align: 'auto' });
  }

  #batch(state: LensState): TemplateResult {
    const virtualizer = this.#rows.getVirtualizer();
    return html`<div class="rows" ${ref(this.#scroller)}>
      <div class="all" ${setStyles({ height: `${virtualizer.getTotalSize()}px` })}>
        ${repeat(
          virtualizer.getVirtualItems(),
          // By number, so that the focus stays with its row while others come and go.
          ({ index }) => index,
          ({ index, start }) => this.#row(state, index, start),
        )}
      </div>
    </div>`;
  }

  #row(state: LensState, row: number, top: number): TemplateResult {
    const chosen = row === this.store.row;
    return html`<div class="row" ${setStyles({ transform: `translateY(${top}px)` })}>
      <button
        class="number ${row > 98 ? 'wide' : ''}"
        tabindex="-1"
        aria-label=${t('Row {0}', row + 1)}
        aria-pressed=${String(chosen)}
        @click=${() => this.store.update({ row })}
      >
        ${row + 1}
      </button>
      <lens-strip
        single
        .row=${row}
        .stop=${chosen}
        .store=${this.store}
        @leave=${(event: CustomEvent<-1 | 1>) => void this.#moveTo(row + event.detail)}
      ></lens-strip>
      ${stripAnswer(state, row, this.store.view.tab)}
    </div>`;
  }

  async #moveTo(row: number): Promise<void> {
    if (row < 0 || row >= (this.store.state?.run?.rows.length ?? 0)) return;
    this.store.update({ row });
    await this.updateComplete;
    const strips = [...this.renderRoot.querySelectorAll('lens-strip')];
    const strip = strips.find((other) => other.row === row);
    // A row that was out of view has only now been made.
    await strip?.updateComplete;
    strip?.focusList();
  }
}

/** What is in view, and the chosen row wherever it is: it holds the keyboard. */
function drawnRows(range: Range, row: number): number[] {
  const rows = new Set(defaultRangeExtractor(range));
  if (row < range.count) rows.add(row);
  return [...rows].sort((a, b) => a - b);
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-strips': TokenStrips;
  }
}
