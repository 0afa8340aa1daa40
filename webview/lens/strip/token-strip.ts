import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { assertNever } from '../../../src/common/assert-never';
import { WidthController } from '../../shared/layout/width';
import { StoreElement } from '../store/store-element';
import type { Target } from '../store/token-place';
import { chipStyles } from './chip-styles';
import { FollowedToken } from './followed-token';
import { drawEnds, drawTrack } from './line-track';
import { LineWindow } from './line-window';
import { chipAbove, chipBoxes, itemUnder } from './neighbour';
import { stripCommand, type StripCommand } from './strip-keys';
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

  readonly #width = new WidthController(this);
  readonly #list = createRef<HTMLElement>();
  readonly #line = new LineWindow(this, () => (this.#wrapped ? null : (this.#list.value ?? null)));
  readonly #followed = new FollowedToken();
  #chips: StripRow | undefined;
  #wrapped = true;

  /** Puts the keyboard on the list. */
  focusList(): void {
    this.#list.value?.focus();
  }

  protected override willUpdate(): void {
    const shown = this.#chips?.key;
    this.#chips = new StripRow(this.store, this.target, this.row);
    this.cursor = Math.min(this.cursor, Math.max(0, this.#count - 1));
    this.#wrapped = !this.single && this.#chips.fitsWrapped(this.#width.width);
    this.#line.setCount(this.#wrapped ? 0 : this.#count, this.#chips.key !== shown);
  }

  override render(): TemplateResult {
    const chips = this.#chips;
    if (!chips) return html`${nothing}`;
    const view = this.#wrapped ? null : this.#line.view();
    return html`
      <div
        class=${view ? 'line' : 'wrapped'}
        role="listbox"
        aria-orientation="horizontal"
        aria-multiselectable="true"
        aria-label=${this.#label()}
        aria-activedescendant=${this.#count > 0 ? `chip-${this.cursor}` : nothing}
        tabindex=${this.stop ? 0 : -1}
        ${ref(this.#list)}
        @keydown=${this.#onKey}
        @wheel=${this.#onWheel}
        @focus=${() => this.#moveTo(this.cursor)}
        @blur=${() => this.store.links.hover(null)}
        @mouseover=${(event: Event) => this.#hover(itemUnder(event))}
        @mouseleave=${() => this.#hover(null)}
        @click=${this.#onClick}
        @dblclick=${this.#onDoubleClick}
      >
        ${view ? drawTrack(view, chips, this.cursor) : this.#words(chips)}
      </div>
      ${view ? drawEnds(view, (direction) => this.#line.page(direction)) : nothing}
    `;
  }

  protected override updated(): void {
    this.#line.measure(this.renderRoot.querySelectorAll<HTMLElement>('.slot'));
    const chips = this.#chips;
    if (!chips || this.target !== 'model') return;
    const token = this.#followed.next(this.store, this.row, chips.key);
    if (token) this.#bringIntoView(chips.items.itemOf(token), 'center');
  }

  #label(): string {
    const name = this.target === 'model' ? t('Tokens') : t('Tokens of the second tokenizer');
    return this.single ? t('{0} of row {1}', name, this.row + 1) : name;
  }

  get #count(): number {
    return this.#chips?.items.count ?? 0;
  }

  #words(chips: StripRow): TemplateResult[] {
    return chips
      .words()
      .map(
        (word) =>
          html`<span class="word" role="presentation">${word.map((item) => chips.draw(item, this.cursor))}</span>`,
      );
  }

  #hover(item: number | null): void {
    this.store.links.hover(item === null ? null : (this.#chips?.placed(item) ?? null));
  }

  readonly #onClick = (event: MouseEvent): void => {
    const item = itemUnder(event);
    if (item === null) return;
    this.#choose(item, event.ctrlKey || event.metaKey);
    // The press has given the keyboard to the strip, which pointed at its cursor of before.
    this.#hover(item);
  };

  readonly #onDoubleClick = (event: MouseEvent): void => {
    const item = itemUnder(event);
    if (item !== null) this.#reveal(item);
  };

  /** A row beside the chosen one is no tab stop, so it does not scroll by itself; the wheel moves it all the same. */
  readonly #onWheel = ({ deltaX }: WheelEvent): void => {
    if (this.stop) this.#line.letGo();
    else this.#line.moveBy(deltaX);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const command = stripCommand(event, this.cursor, this.#count);
    if (!command) return;
    event.preventDefault();
    this.#perform(command);
  };

  #perform(command: StripCommand): void {
    switch (command.kind) {
      case 'choose':
        this.#choose(this.cursor, command.add);
        break;
      case 'reveal':
        this.#reveal(this.cursor);
        break;
      case 'letGo':
        this.store.letGo();
        break;
      case 'move':
        this.#moveTo(command.to);
        break;
      case 'cross':
        this.#cross(command.direction);
        break;
      default:
        assertNever(command);
    }
  }

  #choose(item: number, add: boolean): void {
    this.cursor = item;
    const place = this.#chips?.items.at(item);
    // What was cut was not read, so there is nothing to look at; the second tokenizer's tokens have no result either.
    if (place?.part === 'input' && this.target === 'model')
      this.store.choose({ row: this.row, index: place.index }, add);
  }

  #reveal(item: number): void {
    const placed = this.#chips?.placed(item);
    if (placed) void this.store.wishes.reveal(placed);
  }

  #moveTo(item: number): void {
    this.cursor = item;
    this.#bringIntoView(item, 'auto');
    this.#hover(item);
  }

  #cross(direction: -1 | 1): void {
    const boxes = chipBoxes(this.renderRoot.querySelectorAll<HTMLElement>('.chip'));
    const next = chipAbove(boxes, this.cursor, direction);
    if (next === null) this.dispatchEvent(new CustomEvent('leave', { detail: direction }));
    else this.#moveTo(next);
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
