import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { elementStyles } from '../../shared/theme/element-styles';

export interface Tab {
  readonly name: string;
  readonly label: string;
}

/** The tabs of a view. Arrows, Home and End move and show at once. Fires `choose` with the tab's name as detail. */
@customElement('lens-tab-bar')
export class TabBar extends LitElement {
  static override styles = [
    elementStyles,
    css`
      [role='tablist'] {
        display: flex;
        gap: 18px;
        height: 32px;
        padding: 0 16px;
        border-bottom: 1px solid var(--lens-hairline);
      }

      button {
        height: 32px;
        padding: 0;
        border: 0;
        border-bottom: 2px solid transparent;
        background: none;
        color: var(--vscode-panelTitle-inactiveForeground);
        font: inherit;
        cursor: pointer;
      }

      button:hover,
      button[aria-selected='true'] {
        color: var(--vscode-panelTitle-activeForeground);
      }

      button[aria-selected='true'] {
        border-bottom-color: var(--lens-tab);
      }
    `,
  ];

  @property({ attribute: false }) accessor tabs: readonly Tab[] = [];
  @property({ attribute: false }) accessor chosen = '';
  @property({ attribute: false }) accessor label = '';

  override render(): TemplateResult {
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.#onKey}>
      ${this.tabs.map(
        ({ name, label }) =>
          html`<button
            role="tab"
            id=${`tab-${name}`}
            aria-selected=${String(name === this.chosen)}
            tabindex=${name === this.chosen ? 0 : -1}
            @click=${() => this.#choose(name)}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const at = this.tabs.findIndex(({ name }) => name === this.chosen);
    const last = this.tabs.length - 1;
    const moves: Record<string, number> = { ArrowLeft: at > 0 ? at - 1 : last, ArrowRight: at < last ? at + 1 : 0 };
    const next = this.tabs[{ ...moves, Home: 0, End: last }[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    this.#choose(next.name);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus());
  };

  #choose(name: string): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: name }));
  }
}
