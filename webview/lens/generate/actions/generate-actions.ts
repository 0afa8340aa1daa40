import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { button, buttonStyles } from '../../../shared/elements/button';
import { iconButton } from '../../../shared/elements/icon-button';
import '../../../shared/elements/menu-button';
import { GenerationElement } from '../store/generation-element';
import { costWords } from './cost-words';
import { insertItems } from './insert-items';

/**
 * Generate or Stop, what to do with the result, and what it cost.
 *
 * @fires copy-as-python - the lines that compute the newest texts are wanted
 */
@customElement('generate-actions')
export class GenerateActions extends GenerationElement {
  static override styles = [
    ...GenerationElement.styles,
    buttonStyles,
    css`
      :host {
        display: block;
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }

      .more {
        display: flex;
        margin-left: auto;
      }

      p {
        min-height: 18px;
        margin: 8px 0 0;
        font-size: 12px;
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  /** Which of several texts is gone on with. */
  @property({ attribute: false }) accessor row = 0;
  /** Why nothing can be generated at the moment; null when it can. */
  @property({ attribute: false }) accessor hindrance: string | null = null;

  override render(): TemplateResult {
    const { store } = this;
    const { branch } = store;
    const taken = (store.sequence?.tokens.length ?? 0) > 0;
    return html`<div class="buttons">
        ${store.running ? this.#stop() : this.#generate()}
        ${
          taken
            ? html`<lens-menu-button
                start
                .icon=${'insert'}
                .label=${t('Insert')}
                .items=${insertItems(store)}
              ></lens-menu-button>`
            : nothing
        }
        ${
          taken
            ? html`<span class="more"
                >${iconButton({ name: 'copy', label: t('Copy the Text'), onClick: () => store.take('copy', null) })}
                <lens-menu-button
                  .label=${t('More')}
                  .items=${[{ label: t('Copy as Python'), run: () => this.#copyAsPython() }]}
                ></lens-menu-button
              ></span>`
            : nothing
        }
      </div>
      <p>${branch?.message ?? (branch?.cost ? costWords(branch.cost) : (this.hindrance ?? ''))}</p>`;
  }

  #copyAsPython(): void {
    this.dispatchEvent(new CustomEvent('copy-as-python'));
  }

  #generate(): TemplateResult {
    return button({
      label: t('Generate'),
      icon: 'play',
      primary: true,
      disabled: this.hindrance !== null,
      // Generate stands where Stop stood: the second click of a double click on Stop is not meant for it.
      onClick: ({ detail }) => {
        if (detail < 2) this.store.generate(this.row);
      },
    });
  }

  #stop(): TemplateResult {
    return button({ label: t('Stop'), icon: 'debug-stop', onClick: () => this.store.stop() });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'generate-actions': GenerateActions;
  }
}
