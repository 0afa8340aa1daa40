import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/**
 * A bar on its track, for the eye only: the number stands beside it. What is there shows at least a pixel. Its height is
 * set from outside.
 */
@customElement('lens-bar')
export class Bar extends LitElement {
  static override styles = css`
    :host {
      display: block;
      min-width: 20px;
      height: 5px;
    }

    svg {
      display: block;
      width: 100%;
      height: 100%;
      overflow: visible;
    }

    .track {
      fill: var(--lens-track);
      stroke: var(--lens-track-border);
    }

    .other {
      fill: var(--lens-other-bar);
    }

    .wins {
      fill: var(--lens-bar);
    }

    .mark {
      fill: var(--vscode-foreground);
    }
  `;

  /** Where the bar ends, from 0 to 1; what lies outside ends at the end. */
  @property({ attribute: false }) accessor fraction = 0;
  /** Where it begins: the zero of values of both signs. */
  @property({ attribute: false }) accessor from = 0;
  /** The winner's bar is blue, all others grey; beside the bar the winner is named by more than its colour. */
  @property({ attribute: false }) accessor wins = false;
  /** Where a threshold stands across the bar; null for none. */
  @property({ attribute: false }) accessor mark: number | null = null;

  override render(): TemplateResult {
    const start = within(Math.min(this.from, this.fraction));
    const length = within(Math.max(this.from, this.fraction)) - start;
    const kind = this.wins ? 'wins' : 'other';
    return html`<svg aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="1.5"></rect>
      <rect class=${kind} x=${percent(start)} width=${percent(length)} height="100%" rx="1.5"></rect>
      <rect class=${kind} x=${percent(start)} width="1" height="100%"></rect>
      <rect class="mark" x=${percent(this.mark ?? 0)} width=${this.mark === null ? 0 : 1} height="100%"></rect>
    </svg>`;
  }
}

function within(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, value));
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(3)}%`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-bar': Bar;
  }
}
