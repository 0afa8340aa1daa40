import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { elementStyles } from '../theme/element-styles';
import { icon } from './icon';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  /** Draws a line above. */
  readonly separated?: boolean;
}

/** A tool button that opens a menu: arrows, Home and End move, Enter and Space run, Esc and Tab close. */
@customElement('lens-menu-button')
export class MenuButton extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        position: relative;
        flex: none;
      }

      .text-button {
        display: flex;
        align-items: center;
        gap: 5px;
        height: 24px;
        padding: 0 6px;
        border: 1px solid var(--lens-button-border);
        border-radius: 4px;
        background: none;
        color: var(--vscode-foreground);
        font: inherit;
        font-size: 12px;
        cursor: pointer;
      }

      .text-button:hover {
        background: var(--vscode-toolbar-hoverBackground, transparent);
      }

      .menu {
        position: absolute;
        z-index: 10;
        top: 26px;
        right: 0;
        min-width: 220px;
        max-width: calc(100vw - 24px);
        padding: 4px;
        border: 1px solid var(--vscode-menu-border, var(--lens-card-border));
        border-radius: 6px;
        background: var(--vscode-menu-background);
        color: var(--vscode-menu-foreground);
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
      }

      :host([start]) .menu {
        right: auto;
        left: 0;
      }

      .fact,
      [role='menuitem'] {
        display: block;
        width: 100%;
        padding: 2px 12px;
        border: 0;
        border-radius: 3px;
        background: none;
        color: inherit;
        font: inherit;
        line-height: 20px;
        text-align: left;
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .fact {
        font-size: 12px;
        color: var(--vscode-descriptionForeground);
      }

      [role='menuitem']:hover,
      [role='menuitem']:focus {
        background: var(--vscode-menu-selectionBackground);
        color: var(--vscode-menu-selectionForeground, inherit);
        outline: 1px solid var(--vscode-menu-selectionBorder, transparent);
        outline-offset: -1px;
        cursor: pointer;
      }

      hr {
        margin: 4px 8px;
        border: 0;
        border-top: 1px solid var(--vscode-menu-separatorBackground, var(--lens-hairline));
      }
    `,
  ];

  @property({ attribute: false }) accessor label = '';
  /** Name of a codicon; with one the label stands beside it, else the button is a small one with three dots. */
  @property({ attribute: false }) accessor icon: string | null = null;
  /** Lines above the items that say something and do nothing. */
  @property({ attribute: false }) accessor facts: readonly string[] = [];
  @property({ attribute: false }) accessor items: readonly MenuItem[] = [];
  /** The menu begins where the button does, in place of ending where it ends: for buttons at the left. */
  @property({ type: Boolean, reflect: true }) accessor start = false;
  @state() private accessor open = false;

  override render(): TemplateResult {
    return html`<div @focusout=${this.#onFocusOut} @keydown=${this.#onKey}>
      <button
        class=${this.icon === null ? 'icon-button opener' : 'text-button opener'}
        title=${this.label}
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${String(this.open)}
        @click=${() => void this.#toggle()}
      >
        ${this.icon === null ? icon('ellipsis') : html`${icon(this.icon)}<span>${this.label}</span>${icon('chevron-down')}`}
      </button>
      ${this.open ? this.#menu() : nothing}
    </div>`;
  }

  #menu(): TemplateResult {
    return html`<div class="menu">
      ${this.facts.map((fact) => html`<div class="fact" title=${fact}>${fact}</div>`)}
      ${this.facts.length > 0 ? html`<hr />` : nothing}
      <div role="menu" aria-label=${this.label}>
        ${this.items.map(
          (item) => html`
            ${item.separated ? html`<hr role="separator" />` : nothing}
            <button role="menuitem" tabindex="-1" @click=${() => this.#run(item)}>${item.label}</button>
          `,
        )}
      </div>
    </div>`;
  }

  async #toggle(): Promise<void> {
    this.open = !this.open;
    await this.updateComplete;
    this.#entries()[0]?.focus();
  }

  #run(item: MenuItem): void {
    this.#close();
    item.run();
  }

  #close(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('.opener')?.focus();
  }

  #entries(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  readonly #onFocusOut = (event: FocusEvent): void => {
    const inside = event.relatedTarget instanceof Node && this.renderRoot.contains(event.relatedTarget);
    if (!inside) this.open = false;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!this.open) return;
    const entries = this.#entries();
    const at = entries.findIndex((entry) => entry.matches(':focus'));
    const last = entries.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: at < last ? at + 1 : 0,
      ArrowUp: at > 0 ? at - 1 : last,
      Home: 0,
      End: last,
    };
    const next = moves[event.key];
    if (next !== undefined) entries[next]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.#close();
    else return;
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-menu-button': MenuButton;
  }
}
