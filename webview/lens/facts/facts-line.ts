import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { StoreElement } from '../store/store-element';
import { factsOf } from './facts';

/** Under the strip: how much was read, how densely, what was cut; at the right where the text is from. */
@customElement('lens-facts')
export class FactsLine extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    css`
      :host {
        flex: none;
        display: block;
        padding: 0 16px 8px;
        border-bottom: 1px solid var(--lens-hairline);
        font-size: 11px;
        line-height: 18px;
        color: var(--vscode-descriptionForeground);
      }

      .line {
        display: flex;
        flex-wrap: wrap;
        column-gap: 14px;
      }

      .source {
        margin-left: auto;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .pair {
        flex: 1 1 auto;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  override render(): TemplateResult {
    const run = this.store.state?.run;
    if (!run) return html`${nothing}`;
    const source = this.store.state?.source;
    return html`
      <div class="line">
        ${factsOf(run).map((fact) => html`<span>${fact}</span>`)}
        ${source ? html`<span class="source" title=${source.label}>${source.label}</span>` : nothing}
      </div>
      ${typeof source?.pair === 'string' ? this.#pair(source.pair) : nothing}
    `;
  }

  #pair(pair: string): TemplateResult {
    return html`<div class="line">
      <span class="pair" title=${pair}>${t('Read as a pair with “{0}”', pair)}</span>
      <button class="link" @click=${() => void this.store.wishes.perform('removePair')}>${t('Remove')}</button>
    </div>`;
  }
}
