import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { elementStyles } from '../theme/element-styles';
import { ThemeController } from './theme-observer';
import { attentionScale, type Scale } from './scale';

const width = 138;
const barHeight = 8;
const steps = 64;

/** A scale with its true ticks. */
@customElement('lens-legend')
export class Legend extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: inline-block;
        flex: none;
      }

      svg {
        display: block;
        overflow: visible;
      }

      text {
        fill: var(--vscode-descriptionForeground);
        font-size: 11px;
      }

      .frame {
        fill: none;
        stroke: var(--lens-grid);
      }

      .tick {
        stroke: var(--vscode-descriptionForeground);
      }
    `,
  ];

  @property({ attribute: false }) accessor scale: Scale = attentionScale;
  /** Of the bar, in px. */
  @property({ attribute: false }) accessor width = width;
  /** What the scale is of, for screen readers. */
  @property({ attribute: false }) accessor label = '';

  readonly #theme = new ThemeController(this);

  override render(): TemplateResult {
    const { scale } = this;
    const ticks = scale.ticks.map(({ label }) => label).join(', ');
    return html`<svg
      role="img"
      aria-label=${`${this.label} ${ticks}`.trim()}
      width=${this.width}
      height="25"
      viewBox=${`0 0 ${this.width} 25`}
    >
      ${this.#bar()}
      <rect class="frame" x="0.5" y="0.5" width=${this.width - 1} height=${barHeight - 1}></rect>
      ${scale.ticks.map(({ at, label }) => {
        const x = 0.5 + at * (this.width - 1);
        const anchor = at < 0.02 ? 'start' : at > 0.98 ? 'end' : 'middle';
        return svg`<line class="tick" x1=${x} x2=${x} y1=${barHeight} y2=${barHeight + 3}></line>
          <text x=${x} y="22" text-anchor=${anchor}>${label}</text>`;
      })}
    </svg>`;
  }

  #bar(): TemplateResult[] {
    const table = this.#theme.colours.tables[this.scale.table];
    const step = this.width / steps;
    return Array.from({ length: steps }, (_, index) => {
      const colour = table.css[Math.round((index / (steps - 1)) * 255)] ?? '';
      return svg`<rect x=${index * step} width=${step + 0.5} height=${barHeight} fill=${colour}></rect>`;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-legend': Legend;
  }
}
