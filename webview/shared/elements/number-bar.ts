import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatFixed } from '../format/numbers';
import './bar';

/** A number behind its bar, for cells of tables. */
@customElement('lens-number-bar')
export class NumberBar extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 8px;
      font-variant-numeric: tabular-nums;
    }

    lens-bar {
      flex: 1;
    }

    span {
      flex: none;
      min-width: 44px;
      margin-left: auto;
      text-align: right;
    }

    .wins {
      font-weight: 600;
    }
  `;

  @property({ attribute: false }) accessor value = 0;
  @property({ attribute: false }) accessor wins = false;
  @property({ attribute: false }) accessor mark: number | null = null;
  /** Where the bar begins and ends, from 0 to 1; without it from 0 to the value. */
  @property({ attribute: false }) accessor span: readonly [from: number, to: number] | null = null;
  @property({ attribute: false }) accessor decimals = 4;
  /** The number alone, where there is no room for a bar. */
  @property({ attribute: false }) accessor bare = false;

  override render(): TemplateResult {
    const [from, to] = this.span ?? [0, this.value];
    return html`${
        this.bare
          ? nothing
          : html`<lens-bar .from=${from} .fraction=${to} .wins=${this.wins} .mark=${this.mark}></lens-bar>`
      } <span class=${this.wins ? 'wins' : ''}>${formatFixed(this.value, this.decimals)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-number-bar': NumberBar;
  }
}
