import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { iconButton } from '../../shared/elements/icon-button';
import { formatCount } from '../../shared/format/numbers';
import { charactersPerToken } from '../facts/facts';
import { StoreElement } from '../store/store-element';
import './token-strip';

/** The second tokenizer's tokens of the chosen row, with how they differ from the model's own. */
@customElement('lens-comparison')
export class ComparisonStrip extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    css`
      :host {
        display: block;
        margin-top: 4px;
        padding-top: 4px;
        border-top: 1px solid var(--lens-hairline);
      }

      .caption {
        display: flex;
        align-items: center;
        gap: 14px;
        min-height: 22px;
        font-size: 11px;
        color: var(--vscode-descriptionForeground);
      }

      .name {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: 600;
        color: var(--vscode-foreground);
      }

      .facts {
        flex: 1 1 auto;
      }

      p {
        margin: 0 0 4px;
        font-size: 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    const comparison = this.store.state?.comparison;
    if (!comparison) return html`${nothing}`;
    return html`
      <div class="caption">
        <span class="name" title=${comparison.id}>${comparison.id}</span>
        <span class="facts">${this.#facts()}</span>
        ${iconButton({
          name: 'close',
          label: t('Close the Second Tokenizer'),
          onClick: () => void this.store.wishes.perform('closeSecondTokenizer'),
        })}
      </div>
      ${comparison.error === null ? nothing : html`<p>${comparison.error}</p>`}
      ${
        comparison.run
          ? html`<lens-strip .target=${'comparison'} .row=${this.store.row} .store=${this.store}></lens-strip>`
          : nothing
      }
    `;
  }

  #facts(): string {
    const { state, row } = this.store;
    const own = state?.run?.rows[row];
    const other = state?.comparison?.run?.rows[row];
    if (!other || !own) return '';
    const total = other.length + other.cut;
    const perToken = charactersPerToken(other);
    return [
      t('{0} tokens', formatCount(total)),
      difference(total - own.length - own.cut),
      ...(perToken === null ? [] : [t('{0} characters per token', perToken.toFixed(1))]),
    ].join(', ');
  }
}

function difference(more: number): string {
  if (more === 0) return t('as many as the model reads');
  return more > 0 ? t('{0} more than the model', formatCount(more)) : t('{0} fewer than the model', formatCount(-more));
}
