import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../shared/format/numbers';
import { moveCursor } from '../../shared/table/move-cursor';
import { StoreElement } from '../store/store-element';
import { setStyles } from '../../shared/theme/set-styles';
import type { Target } from '../store/token-place';
import { chipStyles } from './chip-styles';
import { LineWindow } from './line-window';
import { chipAbove, chipBoxes, itemUnder } from './neighbour';
import { StripRow } from './strip-row';
import { stripStyles } from './strip-styles';

/**
 * The tokens of one row of the batch. One tab stop: arrows, Home and End move, Space chooses (Ctrl adds), Enter selects the
 * characters in the editor, Esc lets go. Fires `leave` with -1 or 1 when an arrow goes to the row above or below.
 */
@customElement('lens-strip')
export class TokenStrip extends StoreElement {
  static override styles = [...StoreElement.styles, chipStyles, stripStyles];

  @property({ attribute: false }) accessor target: Target = 'model';
  @property({ attribute: false }) accessor row = 0;
  /** Keeps to one line, as the rows of a batch do. */
  @property({ type: Boolean }) accessor single = false;
  /** Whether Tab stops here; of several rows only the chosen one. */
  @property({ type: Boolean }) accessor stop = true;

  @state() private accessor cursor = 0;
  @state() private accessor width = 0;

  readonly #list = createRef<HTMLElement>();
  readonly #line = new LineWindow(this, () => (this.#wrapped ? null : (this.#list.value ?? null)));
  readonly #resized = new ResizeObserver(([entry]) => (this.width = entry?.contentRect.width ?? 0));
  #chips: StripRow | undefined;
  #wrapped = true;
  #followed = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** Puts the keyboard on the list. */
  focusList(): void {
    this.#list.value?.focus();
  }

  protected override willUpdate(): void {
    const shown = this.#chips?.key;
    this.#chips = new StripRow(this.store, this.target, this.row);
    this.cursor = Math.min(this.cursor, Math.max(0, this.#count - 1));
    this.#wrapped = !this.single && this.#chips.fitsWrapped(this.width);
    this.#line.setCount(this.#wrapped ? 0 : this.#count, this.#chips.key !== shown);
  }

  override render(): TemplateResult {
    return html`
      <div
        class=${this.#wrapped ? 'wrapped' : 'line'}
        role="listbox"
        aria-orientation="horizontal"
        aria-multiselectable="true"
        aria-label=${this.#label()}
        aria-activedescendant=${this.#count > 0 ? `chip-${this.cursor}` : nothing}
        tabindex=${this.stop ? 0 : -1}
        ${ref(this.#list)}
        @keydown=${this.#onKey}
        @wheel=${() => this.#line.letGo()}
        @focus=${() => this.#moveTo(this.cursor)}
        @blur=${() => this.store.hover(null)}
        @mouseover=${(event: Event) => this.#hover(itemUnder(event))}
        @mouseleave=${() => this.#hover(null)}
        @click=${this.#onClick}
        @dblclick=${this.#onDoubleClick}
      >
        ${this.#wrapped ? this.#words() : this.#track()}
      </div>
      ${this.#wrapped ? nothing : this.#ends()}
    `;
  }

  protected override updated(): void {
    this.#line.measure(this.renderRoot.querySelectorAll<HTMLElement>('.slot'));
    this.#follow();
  }

  #label(): string {
    const name = this.target === 'model' ? t('Tokens') : t('Tokens of the second tokenizer');
    return this.single ? t('{0} of row {1}', name, this.row + 1) : name;
  }

  get #count(): number {
    return this.#chips?.items.count ?? 0;
  }

  #words(): TemplateResult[] {
    const words = this.#chips?.words() ?? [];
    return words.map(
      (word) => html`<span class="word" role="presentation">${word.map((item) => this.#chip(item))}</span>`,
    );
  }

  #track(): TemplateResult {
    const { items, width } = this.#line.view();
    return html`<div class="track" role="presentation" ${setStyles({ width: `${width}px` })}>
      ${repeat(
        items,
        ({ index }) => index,
        ({ index, start }) =>
          html`<span
            class="slot ${this.#chips?.joinsNext(index) ? 'joined' : ''}"
            role="presentation"
            data-index=${index}
            ${setStyles({ transform: `translateX(${start}px)` })}
            >${this.#chip(index)}</span
          >`,
      )}
    </div>`;
  }

  #ends(): TemplateResult {
    const { before, after } = this.#line.view();
    const end = (count: number, side: 'before' | 'after') =>
      count === 0
        ? nothing
        : html`<button class="more ${side}" tabindex="-1" @click=${() => this.#line.page(side === 'before' ? -1 : 1)}>
            ${t('{0} more', formatCount(count))}
          </button>`;
    return html`${end(before, 'before')}${end(after, 'after')}`;
  }

  #chip(item: number): TemplateResult | undefined {
    return this.#chips?.draw(item, this.cursor);
  }

  #hover(item: number | null): void {
    this.store.hover(item === null ? null : (this.#chips?.placed(item) ?? null));
  }

  readonly #onClick = (event: MouseEvent): void => {
    const item = itemUnder(event);
    if (item !== null) this.#choose(item, event.ctrlKey || event.metaKey);
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const item = itemUnder(event);
    if (item !== null) this.#reveal(item);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === ' ') this.#choose(this.cursor, event.ctrlKey || event.metaKey);
    else if (key === 'Enter') this.#reveal(this.cursor);
    else if (key === 'Escape') this.store.letGo();
    else if (key === 'ArrowUp' || key === 'ArrowDown') this.#moveVertically(key === 'ArrowUp' ? -1 : 1);
    else {
      const turned = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' }[key] ?? key;
      const next = moveCursor(turned, this.cursor, this.#count, 10);
      if (next === undefined) return;
      this.#moveTo(next);
    }
    event.preventDefault();
  };

  #choose(item: number, add: boolean): void {
    this.cursor = item;
    const place = this.#chips?.items.at(item);
    // What was cut was not read, so there is nothing to look at; the second tokenizer's tokens have no result either.
    if (place?.part === 'input' && this.target === 'model')
      this.store.choose({ row: this.row, index: place.index }, add);
  }

  #reveal(item: number): void {
    const placed = this.#chips?.placed(item);
    if (placed) void this.store.reveal(placed);
  }

  #moveTo(item: number): void {
    this.cursor = item;
    this.#bringIntoView(item, 'auto');
    this.#hover(item);
  }

  #moveVertically(direction: -1 | 1): void {
    const boxes = chipBoxes(this.renderRoot.querySelectorAll<HTMLElement>('.chip'));
    const next = chipAbove(boxes, this.cursor, direction);
    if (next === null) this.dispatchEvent(new CustomEvent('leave', { detail: direction }));
    else this.#moveTo(next);
  }

  /** Brings the chosen token, or the one under the editor's caret, into view once it has changed. */
  #follow(): void {
    const { caret } = this.store;
    const chosen = this.store.chosen.findLast(({ row }) => row === this.row);
    const place = caret?.row === this.row ? caret : chosen && { part: 'input' as const, index: chosen.index };
    const followed = place ? `${this.#chips?.key ?? ''}/${place.part}/${place.index}` : '';
    if (this.target !== 'model' || followed === this.#followed) return;
    this.#followed = followed;
    if (place && this.#chips) this.#bringIntoView(this.#chips.items.itemOf(place), 'center');
  }

  #bringIntoView(item: number, align: 'auto' | 'center'): void {
    if (!this.#wrapped) this.#line.goTo(item, align);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-strip': TokenStrip;
  }
}
