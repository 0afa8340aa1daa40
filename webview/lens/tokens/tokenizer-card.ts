import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { button, buttonStyles } from '../../shared/elements/button';
import '../../shared/table/data-table';
import type { TableColumn } from '../../shared/table/table-column';
import { StoreElement } from '../store/store-element';
import { mergeRoles, tokenizerFacts, type SpecialToken } from './tokenizer-facts';

/** What the tokenizer is, before any text: its files, its limits and its special tokens. */
@customElement('lens-tokenizer')
export class TokenizerCard extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    buttonStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      dl {
        display: grid;
        grid-template-columns: minmax(96px, max-content) minmax(0, 1fr);
        column-gap: 16px;
        margin: 2px 0 14px;
        font-size: 12px;
        line-height: 22px;
      }

      dt {
        color: var(--vscode-descriptionForeground);
      }

      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }

      vscode-button {
        margin-top: 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    const model = this.store.state?.model;
    const info = model?.tokenizer;
    if (!info) return html`${nothing}`;
    const special = mergeRoles(info.specialTokens);
    return html`
      <h2>${t('Tokenizer')}</h2>
      <dl>
        ${tokenizerFacts(info, model.info?.maxPositions ?? null).map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <h2>${t('Special Tokens')}</h2>
      <lens-table
        .label=${t('Special Tokens')}
        .columns=${this.#columns}
        .count=${special.length}
        .rowAt=${(index: number) => special[index]}
      ></lens-table>
      ${
        this.store.state?.run && !this.store.state.comparison
          ? button({
              label: t('Compare with a Second Tokenizer'),
              onClick: () => void this.store.wishes.perform('chooseSecondTokenizer'),
            })
          : nothing
      }
    `;
  }

  readonly #columns: TableColumn<SpecialToken>[] = [
    { id: 'role', label: t('Role'), width: 'minmax(64px, 1fr)', cell: ({ roles }) => roles },
    {
      id: 'token',
      label: t('Token'),
      width: 'minmax(64px, 1fr)',
      cell: ({ token }) => html`<span class="mono">${token}</span>`,
    },
    { id: 'id', label: t('Id'), width: '64px', align: 'end', cell: ({ id }) => id },
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-tokenizer': TokenizerCard;
  }
}
