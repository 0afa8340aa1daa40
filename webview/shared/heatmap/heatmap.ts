import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { attentionScale, shortNumber, type Scale } from '../colour/scale';
import { ThemeController } from '../colour/theme-observer';
import { WidthController } from '../layout/width';
import { NextFrame } from '../store/next-frame';
import { elementStyles } from '../theme/element-styles';
import { setStyles } from '../theme/set-styles';
import { fitCanvas } from './fit-canvas';
import { HeatmapCells } from './heatmap-cells';
import {
  noAxis,
  noMarks,
  nothingLinked,
  noValues,
  type Cell,
  type CellFacts,
  type CellValue,
  type HeatmapAxis,
  type HeatmapLinked,
  type HeatmapMarks,
  type HeatmapValues,
} from './heatmap-data';
import { HeatmapPictures } from './heatmap-pictures';
import { HeatmapInput, type HeatmapPlace } from './heatmap-input';
import { cardStyles, heatmapStyles } from './heatmap-styles';
import { heatmapSvg } from './heatmap-svg';
import { describePlainly } from './compose';
import { factsLine, hoverCard } from './hover-card';
import type { ColumnLabels, HeatmapLayout } from './layout';
import { Pointing } from './pointing';
import { paintHeatmap, paintMarks, type PaintedHeatmap } from './paint';
import { zoomLine } from './zoom-line';
import { boxOf, isWhole, revealing, wholeView, type Viewport } from './viewport';

/**
 * A matrix as coloured cells on a canvas, with labels, numbers inside of cells that have room, a card for the cell under
 * the pointer, and the keyboard: one tab stop, arrows, Home and End move the cell, Enter and Space choose, Esc lets go,
 * + and − zoom, 0 shows all. Ctrl and the wheel zoom, dragging moves. An accessible table goes into the slot `table`.
 *
 * Give the same objects as long as they mean the same: new ones are painted anew.
 *
 * @fires choose - detail `{ row, column, add }`: a cell, or a label (the other one is null); `add` with Ctrl or Cmd
 * @fires let-go - Esc
 * @fires hover - detail `{ row, column }`: under the pointer or the keyboard's cell; both null for none
 * @fires arranged - the cells lie elsewhere or another part is in view: read `layout` and `view`
 * @fires step - detail `{ of: 'head' | 'layer', by: -1 | 1 }`: PageUp and PageDown, with Ctrl for layers
 */
@customElement('lens-heatmap')
export class Heatmap extends LitElement {
  static override styles = [elementStyles, cardStyles, heatmapStyles];

  /** Accessible name. */
  @property({ attribute: false }) accessor label = '';
  @property({ attribute: false }) accessor rows: HeatmapAxis = noAxis;
  @property({ attribute: false }) accessor columns: HeatmapAxis = noAxis;
  @property({ attribute: false }) accessor values: HeatmapValues = noValues;
  @property({ attribute: false }) accessor scale: Scale = attentionScale;
  @property({ attribute: false }) accessor marks: HeatmapMarks = noMarks;
  @property({ attribute: false }) accessor linked: HeatmapLinked = nothingLinked;
  /** The number inside of a cell; null for none. */
  @property({ attribute: false }) accessor format: (value: number, cell: Cell) => string | null = shortNumber;
  /** What is said of a cell. */
  @property({ attribute: false }) accessor describe: (cell: Cell, value: CellValue) => CellFacts = describePlainly;
  @property({ attribute: false }) accessor columnLabels: ColumnLabels = 'rotated';
  @property({ attribute: false }) accessor square = true;
  /** Most size of a cell and height of all cells, in px. */
  @property({ attribute: false }) accessor maxCell = { width: 36, height: 36 };
  @property({ attribute: false }) accessor maxHeight = 640;
  /** Space for the rows' labels in px; null for as much as they need. */
  @property({ attribute: false }) accessor labelWidth: number | null = null;
  /** Cells narrower than this, in px, bear no number. */
  @property({ attribute: false }) accessor numbersFrom = 20;
  /** Whether zooming is offered in words; it works in any case. */
  @property({ attribute: false }) accessor zoomable = false;

  /** The cell that the card is about; set after a rest, so that moving on shows none. */
  @state() private accessor card: Cell | null = null;
  @state() private accessor spoken = '';

  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  readonly #pictures = new HeatmapPictures();
  readonly #cells = new HeatmapCells(() => {
    this.#pictures.arrived();
    this.requestUpdate();
  });
  readonly #input = new HeatmapInput(this);
  readonly #base = createRef<HTMLCanvasElement>();
  readonly #over = createRef<HTMLCanvasElement>();
  /** What is in view; changed by `show`. */
  view: Viewport = wholeView({ rows: 0, columns: 0 });
  counts = { rows: 0, columns: 0 };
  #drawn: PaintedHeatmap | null = null;
  #layout: HeatmapLayout | null = null;
  readonly #pointing = new Pointing(this, (cell) => (this.card = cell));
  /** Pointing, zooming and moving are painted once a frame, however many events there are. */
  readonly #frame = new NextFrame(() => {
    this.#draw();
    this.#pointing.painted();
  });
  #arranged = '';

  /** Where cells and labels are; null before it was drawn. */
  get layout(): HeatmapLayout | null {
    return this.#layout;
  }

  get hovered(): Cell | null {
    return this.#pointing.hovered;
  }

  /** The picture as it is on show, as an SVG document for a file. */
  toSvg(): string {
    const painted = this.#painted();
    return painted ? heatmapSvg(painted, this.marks) : '';
  }

  /** Shows another part. */
  show(view: Viewport): void {
    const whole = isWhole(this.view, this.counts);
    this.view = view;
    this.#frame.ask();
    // The card moves along, and the line below says what can be done now; else only canvases change.
    if (this.card || whole !== isWhole(view, this.counts)) this.requestUpdate();
  }

  /** Takes the cell under pointer or keyboard, and says so; `speak` for keyboards: card and words come at once. */
  point(place: HeatmapPlace, speak = false): void {
    const cell = this.#pointing.take(place, speak);
    if (speak && cell) {
      this.view = revealing(this.view, this.counts, cell);
      this.spoken = this.#words(cell);
      this.card = cell;
      this.requestUpdate();
    } else if (this.card) this.card = null;
    this.#frame.ask();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#pointing.stop();
    this.#frame.callOff();
    this.#cells.stop();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const counts = { rows: this.rows.count, columns: this.columns.count };
    if (counts.rows !== this.counts.rows || counts.columns !== this.counts.columns) {
      this.counts = counts;
      this.view = wholeView(counts);
      this.#pointing.forget();
      this.card = null;
    }
    this.#cells.use(this.values, counts);
    // What was said of the keyboard's cell is said anew when it has become another.
    if (changes.has('describe') && this.spoken !== '' && this.hovered) this.spoken = this.#words(this.hovered);
    this.#layout = this.#pictures.arrange(this, this.#width.width, this.#theme.colours);
  }

  override render(): TemplateResult {
    const layout = this.#layout;
    const size = layout && { width: `${layout.width}px`, height: `${layout.height}px` };
    return html`
      <div
        class="picture"
        role="application"
        aria-roledescription=${t('heatmap')}
        aria-label=${this.label}
        tabindex="0"
        ${setStyles(size ?? { height: '40px' })}
        @keydown=${this.#input.onKey}
        @focus=${this.#input.onFocus}
        @blur=${this.#input.onBlur}
        @pointermove=${this.#input.onMove}
        @pointerdown=${this.#input.onDown}
        @pointerup=${this.#input.onUp}
        @pointerleave=${this.#input.onLeave}
        @wheel=${this.#input.onWheel}
      >
        <canvas aria-hidden="true" ${ref(this.#base)}></canvas>
        <canvas aria-hidden="true" ${ref(this.#over)}></canvas>
        ${layout && this.card ? this.#card(layout, this.card) : nothing}
      </div>
      ${this.zoomable && layout ? zoomLine(this) : nothing}
      <div class="visually-hidden" role="status">${this.spoken}</div>
      <slot name="table"></slot>
    `;
  }

  /** Only what is hovered or linked changes often; the cells are painted again when they have changed. */
  protected override updated(): void {
    this.#draw();
  }

  #draw(): void {
    const painted = this.#painted();
    const canvas = this.#base.value;
    if (!painted || !canvas) return;
    if (painted !== this.#drawn) this.#paint(painted, canvas);
    this.#paintMarks();
  }

  #paint(painted: PaintedHeatmap, canvas: HTMLCanvasElement): void {
    this.#drawn = painted;
    const context = fitCanvas(canvas, painted.layout);
    if (context) paintHeatmap(context, painted);
    this.#cells.want(this.view, painted.layout.plot);
    this.#tellArranged(painted.layout);
  }

  /** For what shares the rows or columns. */
  #tellArranged({ plot }: HeatmapLayout): void {
    const arranged = JSON.stringify([plot, this.view]);
    if (arranged === this.#arranged) return;
    this.#arranged = arranged;
    this.dispatchEvent(new CustomEvent('arranged'));
  }

  #painted(): PaintedHeatmap | null {
    return this.#pictures.compose(this, this.#layout, this.#theme.colours, this.#cells);
  }

  #paintMarks(): void {
    const layout = this.#layout;
    const context = layout && this.#over.value && fitCanvas(this.#over.value, layout);
    if (!context) return;
    const { view, marks, hovered, linked } = this;
    paintMarks(context, { layout, view, marks, hovered, linked, colours: this.#theme.colours });
  }

  #words(cell: Cell): string {
    return factsLine(this.describe(cell, this.#cells.valueAt(cell)));
  }

  #card(layout: HeatmapLayout, cell: Cell): TemplateResult {
    return hoverCard(this.describe(cell, this.#cells.valueAt(cell)), boxOf(this.view, layout.plot, cell), layout);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-heatmap': Heatmap;
  }
}
