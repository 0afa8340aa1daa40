import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../../shared/config/config-view';
import type { ReadStatistics } from '../../shared/config/statistics/statistics-card';
import { button, buttonStyles } from '../../shared/elements/button';
import { StoreElement } from '../store/store-element';
import { DescribedModel } from './described-model';

/** What the model in use is made of, with a text or without. */
@customElement('lens-config')
export class LensConfig extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    buttonStyles,
    css`
      :host {
        display: block;
      }

      p {
        margin: 0 0 8px;
      }
    `,
  ];

  readonly #described = new DescribedModel(() => this.requestUpdate());

  override render(): TemplateResult {
    const { host, state } = this.store;
    const model = state?.model;
    if (!model) return html`<p class="dim">${t('No model is open.')}</p>`;
    this.#described.use(host, model);
    const { description, failure } = this.#described;
    if (failure) return this.#failed([failure.message, failure.help ?? ''].join(' ').trim());
    if (!description) return html`<p class="dim" role="status">${t('Reading what the model is made of')}</p>`;
    return html`<lens-config-view
      .description=${description}
      .readStatistics=${this.#readStatistics}
      @open-config=${() => void this.store.wishes.perform('openConfig')}
    ></lens-config-view>`;
  }

  #failed(text: string): TemplateResult {
    return html`<p role="status">${text}</p>
      ${button({
        label: t('Try Again'),
        onClick: () => {
          this.#described.again(this.store.host);
          this.requestUpdate();
        },
      })}`;
  }

  readonly #readStatistics: ReadStatistics = (name, signal, onProgress) =>
    this.store.host.request('tensorStatistics', { name }, { signal, onProgress });
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-config': LensConfig;
  }
}
