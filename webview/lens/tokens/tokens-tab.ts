import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Stages } from '../../../src/common/contracts/tokens';
import { StoreElement } from '../store/store-element';
import './ladder/ladder';
import { StagesSource } from './stages-source';
import './token-table';
import './tokenizer-card';
import './vocabulary-search';

/** How the text became ids: the tokenizer's stages, every token, and what is known of the tokenizer. */
@customElement('lens-tokens')
export class TokensTab extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 18px 32px;
        margin-top: 18px;
      }

      .tokenizer {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
        gap: 18px 32px;
      }

      @container (min-width: 528px) {
        .tokenizer {
          grid-template-columns: repeat(2, minmax(0, 1fr));
        }
      }

      @container (min-width: 868px) {
        .columns {
          grid-template-columns: minmax(0, 1fr) minmax(260px, 320px);
        }

        .tokenizer {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  readonly #stages = new StagesSource(() => this.requestUpdate());

  override render(): TemplateResult {
    const { store } = this;
    const stages = this.#stages.get(store);
    return html`
      <h2>${t('From text to ids')} <span>${this.#explanation(stages)}</span></h2>
      <lens-ladder .store=${store} .stages=${stages}></lens-ladder>
      <div class="columns">
        <lens-token-table .store=${store}></lens-token-table>
        <div class="tokenizer">
          <lens-tokenizer .store=${store}></lens-tokenizer>
          <lens-vocabulary .store=${store}></lens-vocabulary>
        </div>
      </div>
    `;
  }

  /** `byte-level BPE, no normaliser; · is a space`. */
  #explanation(stages: Stages | null): string {
    const info = this.store.state?.model?.tokenizer;
    if (!info) return '';
    const normaliser = info.normalizer === null ? t('no normaliser') : t('normaliser {0}', info.normalizer);
    const clipped = stages?.clipped ? `; ${t('the beginning of the text')}` : '';
    return `${info.model}, ${normaliser}; ${t('· is a space')}${clipped}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-tokens': TokensTab;
  }
}
