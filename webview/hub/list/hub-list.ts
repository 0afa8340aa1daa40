import { t } from '@vscode/l10n';
import { defaultRangeExtractor, VirtualizerController } from '@tanstack/lit-virtual';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { HubRow } from '../../../src/common/contracts/hub/search-view';
import { glyphSheet, glyphStyles } from '../../shared/elements/glyph';
import { toneStyles } from '../../shared/hub/verdict-look';
import { moveCursor } from '../../shared/table/move-cursor';
import { setStyles } from '../../shared/theme/set-styles';
import { HubElement } from '../store/hub-element';
import { rowContent } from './hub-row';
import { listStyles } from './list-styles';
import { menuContext, rowActions } from './row-actions';
import { VisibleRows } from './visible-rows';

export const rowHeight = 60;
/** From so many rows before the end on, the next page is asked for. */
const rowsAhead = 20;

/**
 * The results: one tab stop, of which only what is in view is drawn. Arrows, Home, End, PageUp and PageDown move its
 * cursor, Enter and Space open, letters do what the row's buttons do.
 */
@customElement('hub-list')
export class HubList extends HubElement {
  static override styles = [...HubElement.styles, glyphStyles, toneStyles, listStyles];

  @state() private accessor cursor = -1;

  readonly #scroller = createRef<HTMLElement>();
  readonly #visible = new VisibleRows((ids) => this.store.tellVisible(ids));
  #listing = -1;
  readonly #virtualizer = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.#scroller.value ?? null,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The row of the cursor is what a screen reader is on: it stays drawn.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      if (this.cursor < 0 || this.cursor >= range.count || drawn.includes(this.cursor)) return drawn;
      return [...drawn, this.cursor].sort((a, b) => a - b);
    },
  });

  /** The keyboard goes on in the list. */
  override focus(): void {
    this.#scroller.value?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#visible.stop();
  }

  protected override willUpdate(): void {
    const { rows, listing } = this.store;
    const virtualizer = this.#virtualizer.getVirtualizer();
    if (virtualizer.options.count !== rows.length) {
      virtualizer.setOptions({ ...virtualizer.options, count: rows.length });
    }
    if (listing !== this.#listing) {
      this.#listing = listing;
      this.cursor = -1;
      this.#visible.forget();
      this.#scroller.value?.scrollTo({ top: 0 });
    }
    this.cursor = Math.min(this.cursor, rows.length - 1);
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const { range } = this.#virtualizer.getVirtualizer();
    const { rows } = this.store;
    if (!range || rows.length === 0) return;
    this.#visible.show(rows.slice(range.startIndex, range.endIndex + 1).map(({ id }) => id));
    if (range.endIndex >= rows.length - rowsAhead) this.store.more();
  }

  override render(): TemplateResult {
    const { rows, state: shown, isLate } = this.store;
    const virtualizer = this.#virtualizer.getVirtualizer();
    const goesOn = shown?.hasMore === true;
    return html`${glyphSheet()}
      <div
        class="scroller ${isLate ? 'old' : ''}"
        role="grid"
        tabindex="0"
        aria-label=${t('Models')}
        aria-rowcount=${goesOn ? -1 : rows.length}
        aria-busy=${String(isLate)}
        aria-activedescendant=${this.cursor < 0 ? nothing : `row-${this.cursor}`}
        ${ref(this.#scroller)}
        @focus=${this.#onFocus}
        @keydown=${this.#onKey}
        @contextmenu=${this.#onContextMenu}
      >
        <div class="body" role="rowgroup" ${setStyles({ height: `${virtualizer.getTotalSize()}px` })}>
          ${virtualizer.getVirtualItems().map(({ index, start }) => this.#row(index, start))}
        </div>
        ${shown?.phase === 'more' ? this.#loadingMore() : nothing}
      </div>`;
  }

  #loadingMore(): TemplateResult {
    return html`<div class="more" role="presentation">
      <span class="glyph codicon codicon-loading codicon-modifier-spin" aria-hidden="true"></span>
      ${t('Loading more')}
    </div>`;
  }

  #row(index: number, top: number): TemplateResult {
    const row = this.store.rows[index];
    if (!row) return html`${nothing}`;
    const hideTask = this.store.state?.query.task !== null;
    return html`<div
      class=${classMap({ row: true, cursor: index === this.cursor })}
      role="row"
      id="row-${index}"
      aria-rowindex=${index + 1}
      aria-selected=${String(row.id === this.store.chosen)}
      ${setStyles({ '--top': `${top}px` })}
      @click=${({ detail }: MouseEvent) => this.#open(index, detail > 1)}
    >
      ${rowContent({ row, hideTask, actions: rowActions(this.store, row) })}
    </div>`;
  }

  #open(index: number, pinned: boolean): void {
    this.cursor = index;
    const row = this.store.rows[index];
    if (row) this.store.open(row.id, pinned);
  }

  /** There is always a row for the keyboard to be on: the first that is drawn whole. */
  readonly #onFocus = (): void => {
    const { rows } = this.store;
    const first = Math.ceil((this.#scroller.value?.scrollTop ?? 0) / rowHeight);
    if (this.cursor < 0) this.cursor = Math.min(first, rows.length - 1);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const row = this.store.rows[this.cursor];
    const control = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((this.#scroller.value?.clientHeight ?? 0) / rowHeight) - 1);
    const next = moveCursor(event.key, this.cursor, this.store.rows.length, page);
    if (next !== undefined) this.#moveTo(next);
    else if (row && (event.key === 'Enter' || event.key === ' ')) this.#open(this.cursor, control);
    else if (!row || control || event.altKey || !this.#act(row, event.key)) return;
    event.preventDefault();
  };

  #moveTo(index: number): void {
    this.cursor = index;
    this.#virtualizer.getVirtualizer().scrollToIndex(index, { align: 'auto' });
  }

  /** Does what the button with that letter does. */
  #act(row: HubRow, key: string): boolean {
    const action = rowActions(this.store, row).find((each) => each.key === key.toLowerCase());
    action?.run();
    return action !== undefined;
  }

  /** Fires `menu-context`: VS Code reads what its menu is for from the element around all of the view. */
  readonly #onContextMenu = (event: MouseEvent): void => {
    const clicked = event.composedPath().find((node) => node instanceof HTMLElement && node.id.startsWith('row-'));
    const index = clicked instanceof HTMLElement ? Number(clicked.id.slice('row-'.length)) : this.cursor;
    const row = this.store.rows[index];
    if (!row) return;
    this.cursor = index;
    this.dispatchEvent(new CustomEvent('menu-context', { detail: menuContext(row) }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hub-list': HubList;
  }
}
