import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { ThemeController } from '../../../shared/colour/theme-observer';
import type { HeatmapAxis } from '../../../shared/heatmap/heatmap-data';
import { shownEntries } from '../../../shared/heatmap/place-labels';
import { WidthController } from '../../../shared/layout/width';
import { Kept } from '../../../shared/store/kept';
import { elementStyles } from '../../../shared/theme/element-styles';
import { setStyles } from '../../../shared/theme/set-styles';
import { painted } from '../paint/marks';
import { fitCanvas } from '../../../shared/heatmap/fit-canvas';
import { curvesOf, linksOfRow, linksOver, strongestKeys, type Link, type Places } from './line-curves';
import { linesRoom, placesIn, type LinesRoom } from './line-places';
import { lineStyles } from './line-styles';
import { followRows, type RowsOnShow } from './rows-on-show';
import { linesSvg } from './lines-svg';
import { linesStart, paintEnds, paintLines, type EndsPicture, type LineEnd, type LinesPicture } from './paint-lines';

/** A chosen row with what it attends to, by key. */
export interface ChosenRow {
  readonly query: number;
  readonly weights: Float32Array;
}

/** An entry at one of the ends. */
export interface LineEntry {
  readonly side: 'query' | 'key';
  readonly entry: number;
}

/** Weights that are written beside the keys. */
const numberFrom = 0.03;
/** Most keys that are named for what they get, whatever the others have room for. */
const mostNamed = 5;
const namesWidth = 116;
const fewestForLines = 60;
/** Over the first row, where the heatmap is not beside. */
const insetBelow = 4;

/**
 * Attention as lines from the rows of the heatmap beside to the tokens that they attend to. The heatmap's table and its
 * keyboard say the same, so this picture is for the eye and the pointer.
 *
 * @fires choose-entry - detail: a {@link LineEntry} with `add`: it was clicked
 * @fires hover-entry - detail: the {@link LineEntry} under the pointer, or null
 */
@customElement('attention-lines')
export class AttentionLines extends LitElement {
  static override styles = [elementStyles, lineStyles];

  @property({ attribute: false }) accessor rows!: HeatmapAxis;
  @property({ attribute: false }) accessor columns!: HeatmapAxis;
  @property({ attribute: false }) accessor rowsOnShow!: RowsOnShow;
  /** Whether the heatmap is beside; else no room is left for the labels over its columns. */
  @property({ attribute: false }) accessor beside = true;
  /** Links of the matrix, those of the chosen rows included. */
  @property({ attribute: false }) accessor links: readonly Link[] = [];
  @property({ attribute: false }) accessor chosen: readonly ChosenRow[] = [];
  /** Smallest weight that is drawn; the chosen rows are spared. */
  @property({ attribute: false }) accessor threshold = 0.1;
  /** The key that is pointed at; its name is bold. */
  @property({ attribute: false }) accessor linkedKey: number | null = null;
  /** What the picture says, for screen readers. */
  @property({ attribute: false }) accessor summary = '';

  readonly #shared = new Kept<LinesRoom | null>();
  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  readonly #lines = createRef<HTMLCanvasElement>();
  readonly #names = createRef<HTMLCanvasElement>();
  readonly #picture = new Kept<LinesPicture>();
  #painted: LinesPicture | null = null;
  #hovered: LineEntry | null = null;

  constructor() {
    super();
    followRows(this);
  }

  /** The picture as it is on show, as an SVG document for a file, with its size; null before it was drawn. */
  toSvg(): { svg: string; width: number; height: number } | null {
    const { shared } = this;
    if (!shared || this.#width.width === 0) return null;
    const [width, height] = [this.#width.width, this.#height + insetBelow];
    return { svg: linesSvg(this.#linesIn(shared), this.#endsIn(shared), height), width, height };
  }

  override render(): TemplateResult {
    return html`<div
      class="picture"
      role="img"
      aria-label=${this.summary}
      ${setStyles({ height: `${this.#height}px` })}
      @pointermove=${(event: PointerEvent) => this.#fireHover(event)}
      @pointerleave=${() => this.#fireHover(null)}
      @click=${this.#onClick}
    >
      <canvas aria-hidden="true" ${ref(this.#lines)}></canvas>
      <canvas aria-hidden="true" ${ref(this.#names)}></canvas>
    </div>`;
  }

  /** Where rows and tokens are here. */
  get shared(): LinesRoom | null {
    const { value } = this.rowsOnShow;
    const { beside, rows, columns } = this;
    return this.#shared.get([value, beside, rows.count, columns.count], () => {
      const shared = value && !beside ? { ...value, plot: { ...value.plot, y: insetBelow } } : value;
      return shared && linesRoom(shared, rows.count, columns.count);
    });
  }

  get #height(): number {
    return this.shared ? this.shared.plot.y + this.shared.keysHeight : 0;
  }

  get #end(): number {
    return Math.max(fewestForLines, this.#width.width - namesWidth);
  }

  /** Names change with what is pointed at; the lines are painted again only when they have changed. */
  protected override updated(): void {
    const { shared } = this;
    const [lines, names] = [this.#lines.value, this.#names.value];
    if (!shared || !lines || !names || this.#width.width === 0) return;
    const size = { width: this.#width.width, height: this.#height };
    const theme = this.#theme.colours;
    const given = [shared, size.width, this.links, this.chosen, this.threshold, theme, devicePixelRatio];
    const picture = this.#picture.get(given, () => this.#linesIn(shared));
    if (picture !== this.#painted) {
      this.#painted = picture;
      const context = fitCanvas(lines, size);
      if (context) painted('lines', () => paintLines(context, picture));
    }
    const context = fitCanvas(names, size);
    if (context) paintEnds(context, this.#endsIn(shared));
  }

  #linesIn(shared: LinesRoom): LinesPicture {
    const places = placesIn(shared);
    const queries = new Set(this.chosen.map(({ query }) => query));
    const ofChosen = this.chosen.flatMap(({ query, weights }) => linksOfRow(query, weights));
    return {
      width: this.#width.width,
      room: { ...shared.plot, height: shared.keysHeight },
      end: this.#end,
      others: curvesOf(linksOver(this.links, this.threshold, queries), places),
      chosen: curvesOf(ofChosen, places),
      theme: this.#theme.colours,
    };
  }

  #endsIn(shared: LinesRoom): EndsPicture {
    const places = placesIn(shared);
    const chosen = new Set(this.chosen.map(({ query }) => query));
    const ends = { queries: this.#queryEnds(shared, places, chosen), keys: this.#keyEnds(shared, places) };
    return { width: this.#width.width, end: this.#end, ...ends, theme: this.#theme.colours };
  }

  #queryEnds({ view, plot }: LinesRoom, { query }: Places, chosen: ReadonlySet<number>): LineEnd[] {
    const shown = shownEntries(view.row, view.rows, this.rows.count, plot.height / view.rows, [...chosen], nearest);
    return shown.map((entry) => ({ ...plain, y: query(entry), bold: chosen.has(entry) }));
  }

  #keyEnds({ view, keysHeight }: LinesRoom, { key }: Places): LineEnd[] {
    const sums = this.#sums();
    const { count, label, dim } = this.columns;
    const strongest = sums ? strongestKeys(sums, numberFrom, mostNamed) : [];
    const named = [...(this.linkedKey === null ? [] : [this.linkedKey]), ...strongest];
    return shownEntries(view.column, view.columns, count, keysHeight / view.columns, named).map((entry) => {
      const weight = sums?.[entry] ?? 0;
      return {
        y: key(entry),
        text: label(entry),
        bold: entry === this.linkedKey,
        dim: dim?.(entry) ?? false,
        weight: weight >= numberFrom ? weight : null,
      };
    });
  }

  /** What the chosen rows attend to together. */
  #sums(): Float32Array | null {
    const [first, ...others] = this.chosen.map(({ weights }) => weights);
    if (!first) return null;
    return others.reduce((sum, weights) => sum.map((value, key) => value + (weights[key] ?? 0)), first);
  }

  #under({ offsetX, offsetY }: MouseEvent): LineEntry | null {
    if (!this.shared) return null;
    const { plot, view, keysHeight } = this.shared;
    const side = offsetX < (linesStart + this.#end) / 2 ? 'query' : 'key';
    const part = (offsetY - plot.y) / (side === 'query' ? plot.height : keysHeight);
    if (part < 0 || part >= 1) return null;
    const entry =
      side === 'query' ? Math.floor(view.row + part * view.rows) : Math.floor(view.column + part * view.columns);
    const { count } = side === 'query' ? this.rows : this.columns;
    return entry < count ? { side, entry } : null;
  }

  #fireHover(event: PointerEvent | null): void {
    const entry = event && this.#under(event);
    if (entry?.entry === this.#hovered?.entry && entry?.side === this.#hovered?.side) return;
    this.#hovered = entry;
    this.#fire('hover-entry', entry);
  }

  readonly #onClick = (event: MouseEvent): void => {
    const under = this.#under(event);
    if (under) this.#fire('choose-entry', { ...under, add: event.ctrlKey || event.metaKey });
  };

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

const plain = { text: '', bold: false, dim: false, weight: null };
/** Dots at the left may stand closer than names. */
const nearest = 6;

declare global {
  interface HTMLElementTagNameMap {
    'attention-lines': AttentionLines;
  }
}
