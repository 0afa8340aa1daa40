import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { ThemeController } from '../colour/theme-observer';
import { cardStyles } from '../heatmap/heatmap-styles';
import { WidthController } from '../layout/width';
import { elementStyles } from '../theme/element-styles';
import { setStyles } from '../theme/set-styles';
import type { ChartData } from './chart-data';
import { chartLayout, chartShapes, type ChartLayout } from './chart-layout';
import { nearestStop, stopCount } from './nearest';
import { drawShapes, type Shape } from './shapes';

const noData: ChartData = {
  x: { label: '', from: 0, to: 1, ticks: null },
  y: { label: '', from: 0, to: 1, ticks: null },
  lines: [],
  points: [],
  mark: null,
};

/**
 * A small chart of lines over steps, or of points. One tab stop: arrows, Home and End go through the steps or points,
 * Enter and Space choose.
 *
 * @fires hover - detail: the step or point under pointer or keyboard; null for none
 * @fires choose - detail: the step or point that was chosen
 */
@customElement('lens-chart')
export class Chart extends LitElement {
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
        filter: var(--lens-picture-filter, none);
        display: block;
      }

      .dim {
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  /** Accessible name. */
  @property({ attribute: false }) accessor label = '';
  @property({ attribute: false }) accessor data = noData;
  @property({ attribute: false }) accessor height = 200;
  /** Lines of text about a step or point, the name first. */
  @property({ attribute: false }) accessor describe: (stop: number) => readonly string[] = () => [];

  @state() private accessor stop: number | null = null;
  @state() private accessor spoken = '';

  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  #layout: ChartLayout | null = null;
  /** Changes only with data and size, so that hovering draws nothing anew. */
  #drawn: TemplateResult[] = [];
  #inputs: unknown[] = [];

  /** The chart as shapes, for files. */
  get shapes(): readonly Shape[] {
    return this.#layout ? chartShapes(this.data, this.#layout) : [];
  }

  get layout(): ChartLayout | null {
    return this.#layout;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('data') && this.stop !== null && this.stop >= stopCount(this.data)) this.stop = null;
    const inputs = [this.data, this.#width.width, this.height, this.#theme.colours];
    if (inputs.every((input, index) => input === this.#inputs[index])) return;
    this.#inputs = inputs;
    this.#layout = this.#width.width > 0 ? chartLayout(this.data, this.#width.width, this.height) : null;
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
        @focus=${() => this.#point(this.stop ?? 0, true)}
        @click=${this.#onClick}
        @keydown=${this.#onKey}
      >
        ${guard([this.#drawn], () => this.#drawn)}${layout && this.stop !== null ? this.#mark(layout, this.stop) : nothing}
      </svg>
      ${layout && this.stop !== null ? this.#card(layout, this.stop) : nothing}
      <div class="visually-hidden" role="status">${this.spoken}</div>`;
  }

  #mark(layout: ChartLayout, stop: number): TemplateResult {
    const { palette } = this.#theme.colours;
    const point = this.data.lines.length > 0 ? null : this.data.points[stop];
    if (point) {
      const [x, y] = [layout.xAt(point.x), layout.yAt(point.y)];
      return svg`<circle cx=${x} cy=${y} r="6" fill="none" stroke=${palette.foreground}></circle>`;
    }
    const x = layout.xAt(stop);
    return svg`<line x1=${x} x2=${x} y1=${layout.top} y2=${layout.bottom} stroke=${palette.foreground}></line>`;
  }

  #card(layout: ChartLayout, stop: number): TemplateResult {
    const [name, ...lines] = this.describe(stop);
    const point = this.data.lines.length > 0 ? null : this.data.points[stop];
    const x = layout.xAt(point ? point.x : stop);
    const y = point ? layout.yAt(point.y) : layout.top;
    const right = x < layout.width / 2;
    const styles = {
      left: right ? `${x + 10}px` : null,
      right: right ? null : `${layout.width - x + 10}px`,
      top: `${Math.max(0, Math.min(y, layout.bottom - 60))}px`,
    };
    return html`<div class="card" aria-hidden="true" ${setStyles(styles)}>
      <div>${name}</div>
      ${lines.map((line) => html`<div class="dim">${line}</div>`)}
    </div>`;
  }

  readonly #onMove = (event: PointerEvent): void => {
    if (this.#layout) this.#point(nearestStop(this.data, this.#layout, event.offsetX, event.offsetY));
  };

  readonly #onClick = (): void => {
    if (this.stop !== null) this.dispatchEvent(new CustomEvent('choose', { detail: this.stop }));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const last = stopCount(this.data) - 1;
    const at = this.stop ?? 0;
    const moves: Record<string, number> = {
      ArrowRight: Math.min(last, at + 1),
      ArrowDown: Math.min(last, at + 1),
      ArrowLeft: Math.max(0, at - 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next !== undefined && last >= 0) this.#point(next, true);
    else if (event.key === 'Enter' || event.key === ' ') this.#onClick();
    else return;
    event.preventDefault();
  };

  #point(stop: number | null, speak = false): void {
    if (stop !== null && stopCount(this.data) === 0) return;
    if (speak && stop !== null) this.spoken = this.describe(stop).join(', ');
    if (stop === this.stop) return;
    this.stop = stop;
    this.dispatchEvent(new CustomEvent('hover', { detail: stop }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-chart': Chart;
  }
}
