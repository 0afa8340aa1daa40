import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { AttentionStack } from '../../../../src/common/contracts/internals/stacks';
import { ThemeController } from '../../../shared/colour/theme-observer';
import { cardStyles } from '../../../shared/heatmap/heatmap-styles';
import { factsLine, hoverCard } from '../../../shared/heatmap/hover-card';
import { later } from '../../../shared/store/later';
import { WidthController } from '../../../shared/layout/width';
import { elementStyles } from '../../../shared/theme/element-styles';
import { setStyles } from '../../../shared/theme/set-styles';
import { fitCanvas } from '../../../shared/heatmap/fit-canvas';
import { painted } from '../paint/marks';
import { gridFacts, GridPainters, type GridContent } from './grid-facts';
import { flowingLayout, layeredLayout, moveInGrid, type GridLayout } from './grid-layout';
import { gridStyles } from './grid-styles';
import { sortedHeads, type HeadOrder } from './head-order';
import type { ShownGrid } from './shown-grid';
import { gridSvg } from './grid-svg';
import { paintGrid, type GridPicture } from './paint-grid';

const cardAfter = 100;

/**
 * All heads as thumbnails. One tab stop: arrows, Home and End move, Space chooses, Enter opens. Only what is in view is
 * painted, so that thousands of heads scroll.
 *
 * @fires choose - detail `{ layer, head }`; `head` null is the last column
 * @fires open - the same, by Enter
 * @fires in-view - detail `[from, to]`: other layers are in view
 */
@customElement('attention-grid')
export class HeadGrid extends LitElement implements GridContent {
  static override styles = [elementStyles, cardStyles, gridStyles];

  @property({ attribute: false }) accessor stack!: AttentionStack;
  @property({ attribute: false }) accessor grid!: ShownGrid;
  /** Takes the place of the means. */
  @property({ attribute: false }) accessor rollout: AttentionGrid | null = null;
  @property({ attribute: false }) accessor order: HeadOrder = 'layer';
  /** What is looked at; `head` null is the last column. */
  @property({ attribute: false }) accessor layer = 0;
  @property({ attribute: false }) accessor head: number | null = 0;
  /** The row of the batch, for names. */
  @property({ attribute: false }) accessor row = 0;

  @state() private accessor cursor = 0;
  @state() private accessor hovered = -1;
  /** The cell that the card is about; set after a rest. */
  @state() private accessor card = -1;

  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  readonly #scroller = createRef<HTMLElement>();
  readonly #canvas = createRef<HTMLCanvasElement>();
  #layout: GridLayout = layeredLayout(0, 0, 0);
  readonly #painters = new GridPainters();
  #frame = 0;
  #inView = '';
  #callOff: (() => void) | undefined;

  /** The whole grid as an SVG document for a file, with its size. */
  toSvg(): { svg: string; width: number; height: number } {
    const { width, height } = this.#layout;
    return { svg: gridSvg(this.#picture()), width, height };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#callOff?.();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const width = Math.max(0, this.#width.width);
    const { layers, heads } = this.grid;
    const layered = layeredLayout(layers, heads, width);
    this.#layout =
      this.order === 'layer' ? layered : flowingLayout(sortedHeads(this.grid, this.order), width, layered.side);
    const index = this.#chosen;
    if (['layer', 'head', 'order', 'grid'].some((name) => changes.has(name as keyof HeadGrid)))
      this.cursor = Math.max(0, index);
    this.cursor = Math.min(this.cursor, Math.max(0, this.#layout.count - 1));
  }

  get #chosen(): number {
    return this.#layout.indexOf(this.layer, this.head);
  }

  override render(): TemplateResult {
    const { width, height } = this.#layout;
    const { cursor } = this;
    const cell = this.#layout.cell(cursor);
    return html`<div class="frame">
      <div
        class="scroller"
        role="listbox"
        tabindex="0"
        aria-label=${t('Heads')}
        aria-activedescendant="cell"
        ${ref(this.#scroller)}
        @scroll=${() => this.#repaint()}
        @keydown=${this.#onKey}
        @pointermove=${this.#onPointer}
        @pointerleave=${() => this.#point(-1)}
        @focus=${() => this.#point(this.cursor)}
        @blur=${() => this.#point(-1)}
        @click=${this.#onClick}
      >
        <div class="room" ${setStyles({ width: `${width}px`, height: `${height + 2}px` })}></div>
        <div
          id="cell"
          class="visually-hidden"
          role="option"
          aria-posinset=${cursor + 1}
          aria-setsize=${this.#layout.count}
          aria-selected=${String(cursor === this.#chosen)}
        >
          ${factsLine(gridFacts(this, cell))}
        </div>
      </div>
      <canvas aria-hidden="true" ${ref(this.#canvas)}></canvas>
      ${this.#card()}
    </div>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('layer') || changes.has('head') || changes.has('order')) this.#reveal(this.#chosen);
    this.#repaint();
  }

  #card(): TemplateResult | typeof nothing {
    const scroller = this.#scroller.value;
    if (this.card < 0 || !scroller) return nothing;
    const { x, y, ...cell } = this.#layout.cell(this.card);
    const box = {
      x: x - scroller.scrollLeft,
      y: y - scroller.scrollTop,
      width: this.#layout.side,
      height: this.#layout.side,
    };
    return hoverCard(gridFacts(this, { x, y, ...cell }), box, {
      width: scroller.clientWidth,
      height: scroller.clientHeight,
    });
  }

  #picture(): GridPicture {
    const theme = this.#theme.colours;
    const painters = this.#painters.get(this, theme.tables.sequential);
    return { layout: this.#layout, ...painters, theme, chosen: this.#chosen, hovered: this.hovered };
  }

  #repaint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    const [scroller, canvas] = [this.#scroller.value, this.#canvas.value];
    if (!scroller || !canvas) return;
    const { clientWidth: width, clientHeight: height, scrollLeft: left, scrollTop: top } = scroller;
    const context = fitCanvas(canvas, { width, height });
    const picture = this.#picture();
    if (context) painted('grid', () => paintGrid(context, picture, { left, top, width, height }));
    this.#tellInView(top, top + height);
  }

  /** Heads that flow by a measure need all layers, wherever they are. */
  #tellInView(top: number, bottom: number): void {
    const inView = this.order === 'layer' ? this.#layout.rowsIn(top, bottom) : ([0, this.grid.layers] as const);
    if (inView.join() === this.#inView) return;
    this.#inView = inView.join();
    this.dispatchEvent(new CustomEvent('in-view', { detail: inView }));
  }

  #reveal(index: number): void {
    const scroller = this.#scroller.value;
    if (!scroller || index < 0) return;
    const { x, y } = this.#layout.cell(index);
    const { inset, side } = this.#layout;
    scroller.scrollTop = within(scroller.scrollTop, y + side - scroller.clientHeight + 2, y - inset.top - 2);
    scroller.scrollLeft = within(scroller.scrollLeft, x + side - scroller.clientWidth + 2, x - inset.left - 2);
  }

  #at({ clientX, clientY }: MouseEvent): number {
    const scroller = this.#scroller.value;
    if (!scroller) return -1;
    const { left, top } = scroller.getBoundingClientRect();
    return this.#layout.at(clientX - left + scroller.scrollLeft, clientY - top + scroller.scrollTop);
  }

  #point(index: number): void {
    this.#callOff?.();
    this.hovered = index;
    this.card = -1;
    if (index >= 0) this.#callOff = later(cardAfter, () => (this.card = index));
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const index = this.#at(event);
    if (index !== this.hovered) this.#point(index);
  };

  readonly #onClick = (event: MouseEvent): void => {
    const index = this.#at(event);
    if (index < 0) return;
    this.#choose('choose', index);
    // The press has given the keyboard to the grid, which pointed at its cursor of before.
    this.#point(index);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const next = moveInGrid(this.#layout, this.cursor, event);
    if (next !== undefined) {
      this.cursor = next;
      this.#reveal(next);
      this.#point(next);
    } else if (event.key === 'Enter') this.#choose('open', this.cursor);
    else if (event.key === ' ') this.#choose('choose', this.cursor);
    else return;
    event.preventDefault();
  };

  #choose(name: 'choose' | 'open', index: number): void {
    const { layer, head } = this.#layout.cell(index);
    this.dispatchEvent(new CustomEvent(name, { detail: { layer, head } }));
  }
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-grid': HeadGrid;
  }
}
