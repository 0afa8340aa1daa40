import { t } from '@vscode/l10n';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { AttentionStack } from '../../../../src/common/contracts/internals/stacks';
import { ThemeController } from '../../../shared/colour/theme-observer';
import { WidthController } from '../../../shared/layout/width';
import { elementStyles } from '../../../shared/theme/element-styles';
import { setStyles } from '../../../shared/theme/set-styles';
import { fitCanvas } from '../../../shared/heatmap/fit-canvas';
import { painted } from '../paint/marks';
import { headMeasures, headName, headTitle } from '../head-words';
import { flowingLayout, layeredLayout, moveInGrid, type GridCell, type GridLayout } from './grid-layout';
import { gridStyles } from './grid-styles';
import { sortedHeads, type HeadOrder } from './head-order';
import { paintGrid, type GridPicture } from './paint-grid';
import { ThumbnailPainter, thumbnailsOf } from './thumbnails';

/**
 * All heads as thumbnails. One tab stop: arrows, Home and End move, Space chooses, Enter opens. Only what is in view is
 * painted, so that thousands of heads scroll.
 *
 * @fires choose - detail `{ layer, head }`; `head` null is the last column
 * @fires open - the same, by Enter
 */
@customElement('attention-grid')
export class HeadGrid extends LitElement {
  static override styles = [elementStyles, gridStyles];

  @property({ attribute: false }) accessor stack!: AttentionStack;
  @property({ attribute: false }) accessor grid!: AttentionGrid;
  /** Takes the place of the means. */
  @property({ attribute: false }) accessor rollout: AttentionGrid | null = null;
  @property({ attribute: false }) accessor order: HeadOrder = 'layer';
  @property({ attribute: false }) accessor chosen: Pick<GridCell, 'layer' | 'head'> = { layer: 0, head: 0 };
  /** The row of the batch, for names. */
  @property({ attribute: false }) accessor row = 0;

  @state() private accessor cursor = 0;
  @state() private accessor hovered = -1;

  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  readonly #scroller = createRef<HTMLElement>();
  readonly #canvas = createRef<HTMLCanvasElement>();
  #layout: GridLayout = layeredLayout(0, 0, 0);
  #heads: ThumbnailPainter | undefined;
  #last: ThumbnailPainter | undefined;
  #frame = 0;

  protected override willUpdate(changes: PropertyValues<this>): void {
    const width = Math.max(0, this.#width.width);
    const { layers, heads } = this.grid;
    const layered = layeredLayout(layers, heads, width);
    this.#layout =
      this.order === 'layer' ? layered : flowingLayout(sortedHeads(this.grid, this.order), width, layered.side);
    const index = this.#layout.indexOf(this.chosen.layer, this.chosen.head);
    if (changes.has('chosen') || changes.has('order') || changes.has('grid')) this.cursor = Math.max(0, index);
    this.cursor = Math.min(this.cursor, Math.max(0, this.#layout.count - 1));
    this.#colour();
  }

  /** Thumbnails are coloured once for a grid and a theme. */
  #colour(): void {
    const table = this.#theme.colours.tables.sequential;
    const isNew = this.#heads?.source.bytes !== this.grid.thumbnails || this.#heads.table !== table;
    if (isNew) this.#heads = new ThumbnailPainter(thumbnailsOf(this.grid), table);
    const { rollout } = this;
    if (rollout === null) this.#last = this.#heads;
    else if (this.#last?.source.bytes !== rollout.thumbnails || this.#last.table !== table) {
      this.#last = new ThumbnailPainter(thumbnailsOf(rollout), table);
    }
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
        @pointerleave=${() => (this.hovered = -1)}
        @focus=${() => (this.hovered = this.cursor)}
        @blur=${() => (this.hovered = -1)}
        @click=${this.#onClick}
      >
        <div class="room" ${setStyles({ width: `${width}px`, height: `${height + 2}px` })}></div>
        <div
          id="cell"
          class="visually-hidden"
          role="option"
          aria-posinset=${cursor + 1}
          aria-setsize=${this.#layout.count}
          aria-selected=${String(cursor === this.#layout.indexOf(this.chosen.layer, this.chosen.head))}
        >
          ${this.#words(cell).join(', ')}
        </div>
      </div>
      <canvas aria-hidden="true" ${ref(this.#canvas)}></canvas>
    </div>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('chosen')) this.#reveal(this.#layout.indexOf(this.chosen.layer, this.chosen.head));
    this.#repaint();
  }

  #words({ layer, head }: GridCell): string[] {
    const at = layer * this.grid.heads + (head ?? 0);
    const measures = head === null ? '' : headMeasures(this.grid.entropy[at], this.grid.distance[at]);
    const title = head === null && this.rollout ? t('Rollout up to layer {0}', layer) : headTitle(layer, head);
    return [title, measures, this.rollout && head === null ? '' : headName(this.stack, this.row, layer, head)].filter(
      (word) => word !== '',
    );
  }

  #picture(heads: ThumbnailPainter): GridPicture {
    const last = this.#last && {
      painter: this.#last,
      column: this.rollout ? this.rollout.heads : this.grid.heads,
      label: this.rollout ? t('rollout') : t('mean'),
    };
    return {
      layout: this.#layout,
      heads,
      last: last ?? null,
      theme: this.#theme.colours,
      chosen: this.#layout.indexOf(this.chosen.layer, this.chosen.head),
      hovered: this.hovered,
    };
  }

  #repaint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  #paint(): void {
    const [scroller, canvas] = [this.#scroller.value, this.#canvas.value];
    if (!scroller || !canvas || !this.#heads) return;
    const { clientWidth: width, clientHeight: height, scrollLeft: left, scrollTop: top } = scroller;
    const context = fitCanvas(canvas, { width, height });
    const picture = this.#picture(this.#heads);
    if (context) painted('grid', () => paintGrid(context, picture, { left, top, width, height }));
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

  readonly #onPointer = (event: PointerEvent): void => {
    this.hovered = this.#at(event);
  };

  readonly #onClick = (event: MouseEvent): void => {
    const index = this.#at(event);
    if (index >= 0) this.#choose('choose', index);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const next = moveInGrid(this.#layout, this.cursor, event);
    if (next !== undefined) {
      this.cursor = next;
      this.hovered = next;
      this.#reveal(next);
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
