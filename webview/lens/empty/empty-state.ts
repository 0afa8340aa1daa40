import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { button, buttonStyles } from '../../shared/elements/button';
import { controlKey, keys, keyStyles } from '../../shared/elements/keys';
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
    keyStyles,
    css`
      :host {
        flex: 1 0 auto;
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 16px;
        padding: 48px 16px 24px;
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

      lens-text-box {
        align-self: stretch;
        text-align: start;
      }
    `,
  ];

  override render(): TemplateResult {
    const { store } = this;
    // A line above says what is at work; where its result comes stands what will be there.
    if (store.state?.phase === 'running')
      return html`${lensPicture}
        <p class="dim">${t('The tokens, and what the model makes of them, come here.')}</p>`;
    return html`
      ${lensPicture}
      <p>${t('Select text in any editor to see how the model reads it.')}</p>
      ${store.view.textBox.open ? html`<lens-text-box .store=${store}></lens-text-box>` : this.#buttons()}
      <p class="keys">${t('or press')} ${keys([controlKey(), 'K', 'L'])} ${t('on a line')}</p>
      ${store.state?.model ? this.#model() : nothing}
    `;
  }

  #model(): TemplateResult {
    return html`<button class="link" @click=${() => this.store.update({ tab: 'config' })}>
      ${t('Look at what the model is made of')}
    </button>`;
  }

  #buttons(): TemplateResult {
    const sample = this.store.state?.model?.origin === 'sample';
    return html`<div class="buttons">
      ${button({
        label: t('Try a Sentence'),
        primary: primaryCard(this.store.state?.notices ?? []) === undefined,
        onClick: () => this.dispatchEvent(new CustomEvent('try-a-sentence')),
      })}
      ${button({ label: t('Find a Model'), onClick: () => void this.store.wishes.perform('findModel') })}
      ${sample ? nothing : button({ label: t('Use Sample'), onClick: () => void this.store.wishes.perform('useSample') })}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-empty': EmptyState;
  }
}
