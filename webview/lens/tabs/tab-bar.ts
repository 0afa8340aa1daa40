import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { elementStyles } from '../../shared/theme/element-styles';

export interface Tab {
  readonly name: string;
  readonly label: string;
  /** Why the tab has nothing to show: it stays in place, dimmed, and says so on hover. Null or left out: it has. */
  readonly unusable?: string | null;
}

/** The tabs of a view. Arrows, Home and End move and show at once, past those that are unusable. Fires `choose` with the tab's name as detail. */
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
        /* Where there is no room for all, the chosen one is in view. */
        overflow: auto hidden;
        scrollbar-width: none;
      }

      button {
        flex: none;
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

      button[aria-disabled='true'] {
        color: var(--vscode-disabledForeground);
        cursor: default;
      }
    `,
  ];

  @property({ attribute: false }) accessor tabs: readonly Tab[] = [];
  @property({ attribute: false }) accessor chosen = '';
  @property({ attribute: false }) accessor label = '';

  override render(): TemplateResult {
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.#onKey}>
      ${this.tabs.map(
        ({ name, label, unusable }) =>
          html`<button
            role="tab"
            id=${`tab-${name}`}
            aria-selected=${String(name === this.chosen)}
            aria-disabled=${unusable ? 'true' : nothing}
            title=${unusable ?? nothing}
            tabindex=${name === this.chosen ? 0 : -1}
            @click=${() => !unusable && this.#choose(name)}
          >
            ${label}
          </button>`,
      )}
    </div>`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('chosen')) {
      this.renderRoot.querySelector(`#tab-${this.chosen}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const usable = this.tabs.filter(({ name, unusable }) => !unusable || name === this.chosen);
    const at = usable.findIndex(({ name }) => name === this.chosen);
    const last = usable.length - 1;
    const moves: Record<string, number> = { ArrowLeft: at > 0 ? at - 1 : last, ArrowRight: at < last ? at + 1 : 0 };
    const next = usable[{ ...moves, Home: 0, End: last }[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    this.#choose(next.name);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${next.name}`)?.focus());
  };

  #choose(name: string): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: name }));
  }
}
