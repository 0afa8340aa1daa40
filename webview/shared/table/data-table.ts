import { VirtualizerController } from '@tanstack/lit-virtual';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { icon } from '../elements/icon';
import { elementStyles } from '../theme/element-styles';
import { setStyles } from '../theme/set-styles';
import { moveCursor } from './move-cursor';
import type { TableColumn, TableSort } from './table-column';
import { tableStyles } from './table-styles';

const rowHeight = 24;
/** From here on only the rows in view are drawn; the owner then bounds the height with `--lens-table-height`. */
const windowedFrom = 200;

/**
 * An accessible table of rows by index, one tab stop: arrows, PageUp, PageDown, Home and End move its cursor, Space and
 * Enter choose, Esc lets go. Long ones draw only what is in view.
 *
 * @fires choose - detail `{ index, add }`: a row was clicked or chosen by keyboard; `add` with Ctrl or Cmd
 * @fires let-go - Esc
 * @fires open - detail `{ index }`: a row was clicked twice
 * @fires hover - detail `{ index }`: the row under pointer or cursor; -1 for none
 * @fires sort - detail: the id of the column whose header was clicked
 */
@customElement('lens-table')
export class DataTable<Row = unknown> extends LitElement {
  static override styles = [elementStyles, tableStyles];

  /** Accessible name. */
  @property({ attribute: false }) accessor label = '';
  @property({ attribute: false }) accessor columns: readonly TableColumn<Row>[] = [];
  @property({ attribute: false }) accessor count = 0;
  /** The row at an index; undefined while it is on the way. Give a new function when rows have changed. */
  @property({ attribute: false }) accessor rowAt: (index: number) => Row | undefined = () => undefined;
  @property({ attribute: false }) accessor chosen: readonly number[] = [];
  /** Rows that another view points at. */
  @property({ attribute: false }) accessor linked: readonly number[] = [];
  @property({ attribute: false }) accessor sort: TableSort | null = null;

  @state() private accessor cursor = -1;

  readonly #scroller = createRef<HTMLElement>();
  readonly #virtualizer = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.#scroller.value ?? null,
    estimateSize: () => rowHeight,
    scrollPaddingStart: rowHeight + 1,
    overscan: 12,
  });

  /** Brings a row into view. */
  scrollToIndex(index: number): void {
    if (this.#windowed) this.#virtualizer.getVirtualizer().scrollToIndex(index, { align: 'auto' });
    else this.renderRoot.querySelector(`#row-${index}`)?.scrollIntoView({ block: 'nearest' });
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has('count')) return;
    const virtualizer = this.#virtualizer.getVirtualizer();
    virtualizer.setOptions({ ...virtualizer.options, count: this.#windowed ? this.count : 0 });
    this.cursor = Math.min(this.cursor, this.count - 1);
  }

  override render(): TemplateResult {
    const columns = this.columns.map(({ width }) => width).join(' ');
    return html`<div
      class="scroller ${this.#windowed ? 'windowed' : ''}"
      role="grid"
      tabindex="0"
      aria-label=${this.label}
      aria-rowcount=${this.count + 1}
      aria-colcount=${this.columns.length}
      aria-multiselectable="true"
      aria-activedescendant=${this.cursor < 0 ? nothing : `row-${this.cursor}`}
      ${setStyles({ '--columns': columns })}
      ${ref(this.#scroller)}
      @keydown=${this.#onKey}
      @mouseleave=${() => this.#hover(-1)}
      @blur=${() => this.#hover(-1)}
    >
      <div class="table" role="presentation">
        <div class="row head" role="row" aria-rowindex="1">${this.columns.map((column) => this.#header(column))}</div>
        ${this.#body()}
      </div>
    </div>`;
  }

  get #windowed(): boolean {
    return this.count > windowedFrom;
  }

  #body(): TemplateResult {
    if (!this.#windowed) {
      const rows = Array.from({ length: this.count }, (_, index) => this.#row(index));
      return html`<div class="body" role="rowgroup">${rows}</div>`;
    }
    const virtualizer = this.#virtualizer.getVirtualizer();
    const height = `${virtualizer.getTotalSize()}px`;
    const rows = virtualizer.getVirtualItems().map(({ index, start }) => this.#row(index, start));
    return html`<div class="body" role="rowgroup" ${setStyles({ height })}>${rows}</div>`;
  }

  #header({ id, label, align, sortable }: TableColumn<Row>): TemplateResult {
    const direction = this.sort?.column === id ? this.sort.direction : undefined;
    const arrow = direction && icon(direction === 'ascending' ? 'arrow-up' : 'arrow-down', 12);
    const content = sortable
      ? html`<button class="sort" @click=${() => this.#fire('sort', id)}>${label}${arrow}</button>`
      : label;
    return html`<div class="cell ${align ?? ''}" role="columnheader" aria-sort=${direction ?? nothing}>
      ${content}
    </div>`;
  }

  #row(index: number, top?: number): TemplateResult {
    const row = this.rowAt(index);
    const marks = { linked: this.linked.includes(index), cursor: index === this.cursor };
    return html`<div
      class="row ${classMap(marks)}"
      role="row"
      id=${`row-${index}`}
      aria-rowindex=${index + 2}
      aria-selected=${String(this.chosen.includes(index))}
      ${setStyles({ '--top': top === undefined ? null : `${top}px` })}
      @click=${(event: MouseEvent) => this.#choose(index, event.ctrlKey || event.metaKey)}
      @dblclick=${() => this.#fire('open', { index })}
      @mouseenter=${() => this.#hover(index)}
    >
      ${this.columns.map(
        (column) =>
          html`<div class="cell ${column.align ?? ''}" role="gridcell">
            ${row === undefined ? '…' : column.cell(row, index)}
          </div>`,
      )}
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const scroller = this.#scroller.value;
    if (!scroller || event.target !== scroller) return;
    const page = Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 2);
    const next = moveCursor(event.key, this.cursor, this.count, page);
    if (next !== undefined) this.#moveTo(next);
    else if ((event.key === ' ' || event.key === 'Enter') && this.cursor >= 0) {
      this.#choose(this.cursor, event.ctrlKey || event.metaKey);
    } else if (event.key === 'Escape') this.#fire('let-go', undefined);
    else return;
    event.preventDefault();
  };

  #moveTo(index: number): void {
    this.cursor = index;
    this.#hover(index);
    this.scrollToIndex(index);
  }

  #choose(index: number, add: boolean): void {
    this.cursor = index;
    this.#fire('choose', { index, add });
  }

  #hover(index: number): void {
    this.#fire('hover', { index });
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-table': DataTable;
  }
}
