import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { drawShapes, type Shape } from '../../../shared/chart/shapes';
import { ThemeController } from '../../../shared/colour/theme-observer';
import { cardStyles } from '../../../shared/heatmap/heatmap-styles';
import { WidthController } from '../../../shared/layout/width';
import { elementStyles } from '../../../shared/theme/element-styles';
import { setStyles } from '../../../shared/theme/set-styles';
import type { CurveChart } from './curve-data';
import { curveLayout, type CurveLayout } from './curve-layout';
import { curveShapes } from './curve-shapes';
import { movedStop } from './move-stop';
import { nearestIndex } from './nearest-index';

/**
 * Curves over one axis. One tab stop: arrows go through the stops that can be told apart on screen, Page Up and Page Down
 * by a tenth of the picture, Home and End to its ends, Esc lets go.
 *
 * @fires point - detail: the stop under pointer or keyboard, by its value; null for none
 */
@customElement('run-chart')
export class RunChart extends LitElement {
  static override styles = [
    elementStyles,
    cardStyles,
    css`
      :host {
        display: block;
        position: relative;
        min-width: 0;
      }

      svg {
        display: block;
      }

      /* The space before the card gives way where there is too little behind it. */
      .beside {
        display: flex;
        position: absolute;
        inset-inline: 0;
        z-index: 2;
        pointer-events: none;
      }

      .card {
        position: static;
        flex: none;
        max-width: 100%;
      }

      .facts {
        border-spacing: 0;
        font-variant-numeric: tabular-nums;
      }

      .facts td {
        padding: 0;
      }

      .facts td:first-child {
        max-width: 120px;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .facts td + td {
        padding-left: 12px;
        text-align: right;
      }
    `,
  ];

  /** Accessible name. */
  @property({ attribute: false }) accessor label = '';
  @property({ attribute: false }) accessor chart: CurveChart | null = null;
  @property({ attribute: false }) accessor height = 240;
  /** Where there is something to say, rising. */
  @property({ attribute: false }) accessor stops: ArrayLike<number> = [];
  /** The stop that is pointed at, here or in another chart. */
  @property({ attribute: false }) accessor at: number | null = null;
  /** What stands beside it: a picture's card, or nothing. */
  @property({ attribute: false }) accessor card: unknown = nothing;
  /** The same as a line of text, for who reaches it by keyboard. */
  @property({ attribute: false }) accessor describe: (at: number) => string = () => '';

  @state() private accessor spoken = '';

  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  #layout: CurveLayout | null = null;
  /** Changes only with data and size, so that pointing draws nothing anew. */
  #drawn: TemplateResult[] = [];
  #inputs: unknown[] = [];

  /** The chart as shapes, for files. */
  get shapes(): readonly Shape[] {
    return this.#layout && this.chart ? curveShapes(this.chart, this.#layout) : [];
  }

  get layout(): CurveLayout | null {
    return this.#layout;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    super.willUpdate(changes);
    const inputs = [this.chart, this.#width.width, this.height, this.#theme.colours];
    if (inputs.every((input, index) => input === this.#inputs[index])) return;
    this.#inputs = inputs;
    const { width } = this.#width;
    this.#layout = width > 0 && this.chart ? curveLayout(this.chart, width, this.height) : null;
    this.#drawn = drawShapes(this.shapes, this.#theme.colours);
  }

  override render(): TemplateResult {
    const layout = this.#layout;
    return html`<svg
        role="application"
        aria-roledescription=${t('chart')}
        aria-label=${this.label}
        tabindex="0"
        width=${layout?.width ?? 0}
        height=${this.height}
        @pointermove=${this.#onMove}
        @pointerleave=${() => this.#point(null)}
        @blur=${() => this.#point(null)}
        @focus=${this.#onFocus}
        @keydown=${this.#onKey}
      >
        ${guard([this.#drawn], () => this.#drawn)}${layout && this.at !== null ? this.#mark(layout, this.at) : nothing}
      </svg>
      ${layout && this.at !== null && this.card !== nothing ? this.#card(layout, this.at) : nothing}
      <div class="visually-hidden" role="status">${this.spoken}</div>`;
  }

  #mark({ xAt, top, bottom }: CurveLayout, at: number): TemplateResult {
    const { foreground } = this.#theme.colours.palette;
    const x = xAt(at);
    return svg`<line class="mark" x1=${x} x2=${x} y1=${top} y2=${bottom} stroke=${foreground}></line>`;
  }

  #card({ xAt, width, top }: CurveLayout, at: number): TemplateResult {
    const x = xAt(at);
    const right = x < width / 2;
    const space = `${(right ? x : width - x) + 10}px`;
    const place = { top: `${top + 4}px`, 'flex-direction': right ? 'row' : 'row-reverse' };
    return html`<div class="beside" aria-hidden="true" ${setStyles(place)}>
      <span ${setStyles({ flex: `0 1 ${space}` })}></span>
      <div class="card">${this.card}</div>
    </div>`;
  }

  readonly #onMove = ({ offsetX }: PointerEvent): void => {
    const { stops } = this;
    if (this.#layout) this.#point(stops[nearestIndex(stops, this.#layout.xAt.invert(offsetX))] ?? null);
  };

  /** By keyboard only: what a click focuses is under the pointer already. */
  readonly #onFocus = (event: FocusEvent): void => {
    const reached = event.target instanceof Element && event.target.matches(':focus-visible');
    if (reached && this.at === null) this.#say(this.stops[this.stops.length - 1] ?? null);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!this.#layout) return;
    if (event.key === 'Escape') this.#point(null);
    else {
      const next = movedStop(event.key, this.at, this.stops, this.#layout);
      if (next === undefined) return;
      this.#say(next);
    }
    event.preventDefault();
  };

  #say(at: number | null): void {
    this.spoken = at === null ? '' : this.describe(at);
    this.#point(at);
  }

  #point(at: number | null): void {
    if (at !== this.at) this.dispatchEvent(new CustomEvent('point', { detail: at }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'run-chart': RunChart;
  }
}
