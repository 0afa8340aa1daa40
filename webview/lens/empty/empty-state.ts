import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { button, buttonStyles } from '../../shared/elements/button';
import { primaryCard } from '../notices/notice-look';
import { StoreElement } from '../store/store-element';
import '../text-box/text-box';
import { lensPicture } from './lens-picture';

/** Says what to do before anything was read, and offers it. Fires `try-a-sentence`. */
@customElement('lens-empty')
export class EmptyState extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    buttonStyles,
    css`
      :host {
        flex: 1 0 auto;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 16px;
        padding: 48px 16px 24px;
        border-top: 1px solid var(--lens-hairline);
        text-align: center;
      }

      svg {
        color: var(--vscode-descriptionForeground);
      }

      p {
        margin: 0;
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
      }

      .keys {
        font-size: 12px;
        color: var(--vscode-descriptionForeground);
      }

      kbd {
        margin: 0 1px;
        padding: 1px 5px;
        border: 1px solid var(--vscode-keybindingLabel-border, var(--lens-card-border));
        border-bottom-color: var(--vscode-keybindingLabel-bottomBorder, var(--lens-card-border));
        border-radius: 3px;
        background: var(--vscode-keybindingLabel-background);
        color: var(--vscode-keybindingLabel-foreground);
        font: inherit;
        font-size: 11px;
      }

      lens-text-box {
        align-self: stretch;
        text-align: start;
      }
    `,
  ];

  override render(): TemplateResult {
    const { store } = this;
    return html`
      ${lensPicture}
      <p>${t('Select text in any editor to see how the model reads it.')}</p>
      ${store.view.textBox.open ? html`<lens-text-box .store=${store}></lens-text-box>` : this.#buttons()}
      <p class="keys">${t('or press')} <kbd>${controlKey()}</kbd> <kbd>K</kbd> <kbd>L</kbd> ${t('on a line')}</p>
    `;
  }

  #buttons(): TemplateResult {
    const sample = this.store.state?.model?.origin === 'sample';
    return html`<div class="buttons">
      ${button({
        label: t('Try a Sentence'),
        primary: primaryCard(this.store.state?.notices ?? []) === undefined,
        onClick: () => this.dispatchEvent(new CustomEvent('try-a-sentence')),
      })}
      ${button({ label: t('Choose Model'), onClick: () => void this.store.perform('chooseModel') })}
      ${sample ? nothing : button({ label: t('Use Sample'), onClick: () => void this.store.perform('useSample') })}
    </div>`;
  }
}

/** The key that the chord starts with, as the person's keyboard writes it. */
function controlKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-empty': EmptyState;
  }
}
