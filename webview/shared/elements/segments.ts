import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { elementStyles } from '../theme/element-styles';

export interface Segment {
  readonly value: string;
  readonly label: string;
}

/** One of a few things to choose: one tab stop, arrows choose. Fires `choose` with the value as detail. */
@customElement('lens-segments')
export class Segments extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      [role='radiogroup'] {
        display: flex;
        height: 26px;
        border: 1px solid var(--lens-button-border);
        border-radius: 4px;
      }

      button {
        flex: 1 1 auto;
        min-width: 48px;
        padding: 0 8px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        border: 1px solid transparent;
        border-radius: 3px;
        background: none;
        color: var(--vscode-foreground);
        font: inherit;
        font-size: 12px;
        cursor: pointer;
      }

      button[aria-checked='true'] {
        border-color: var(--vscode-inputOption-activeBorder);
        background: var(--vscode-inputOption-activeBackground);
        color: var(--vscode-inputOption-activeForeground);
      }
    `,
  ];

  @property({ attribute: false }) accessor segments: readonly Segment[] = [];
  @property({ attribute: false }) accessor chosen = '';
  /** Accessible name. */
  @property({ attribute: false }) accessor label = '';

  override render(): TemplateResult {
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.#onKey}>
      ${this.segments.map(
        ({ value, label }) =>
          html`<button
            role="radio"
            title=${label}
            aria-checked=${String(value === this.chosen)}
            tabindex=${value === this.chosen ? 0 : -1}
            @click=${() => this.#choose(value)}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const count = this.segments.length;
    const at = this.segments.findIndex(({ value }) => value === this.chosen);
    const next = (at + step + count) % count;
    const segment = this.segments[next];
    if (!segment) return;
    this.#choose(segment.value);
    this.renderRoot.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  };

  #choose(value: string): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: value }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-segments': Segments;
  }
}
