import { t } from '@vscode/l10n';
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../../shared/config/config-view';
import type { ReadStatistics } from '../../shared/config/statistics/statistics-card';
import { button, buttonStyles } from '../../shared/elements/button';
import type { ErrorData } from '../../../src/common/errors/lens-error';
import { saidAboveCard } from '../internals/inside-card';
import { isOfModel, isSaidAbove } from '../notices/said-above';
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
    if (failure) return this.#failed(failure);
    if (!description) return html`<p class="dim" role="status">${t('Reading what the model is made of')}</p>`;
    return html`<lens-config-view
      .description=${description}
      .readStatistics=${this.#readStatistics}
      @open-config=${() => void this.store.wishes.perform('openConfig')}
    ></lens-config-view>`;
  }

  /** A reason that a notice gives is not said once more; where the model is the reason, another one helps. */
  #failed(failure: ErrorData): TemplateResult {
    const { store } = this;
    const chooseModel = (): void => void store.wishes.perform('chooseModel');
    if (isSaidAbove(store.state, failure)) return saidAboveCard(t('The Config Is Not Available'), chooseModel);
    const again = (): void => {
      this.#described.again(store.host);
      this.requestUpdate();
    };
    return html`<p role="status">${[failure.message, failure.help ?? ''].join(' ').trim()}</p>
      ${
        isOfModel(failure)
          ? button({ label: t('Choose Model'), onClick: chooseModel })
          : button({ label: t('Try Again'), onClick: again })
      }`;
  }

  readonly #readStatistics: ReadStatistics = (name, signal, onProgress) =>
    this.store.host.request('tensorStatistics', { name }, { signal, onProgress });
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-config': LensConfig;
  }
}
