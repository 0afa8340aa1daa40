import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExpectedToken } from '../../../../src/common/contracts/words/surprise';
import '../../../shared/elements/bar';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { InternalsQuestion } from '../../internals/internals-question';
import { chipText, showSpaces } from '../../strip/chip-look';
import { StoreElement } from '../../store/store-element';
import type { ScoredToken } from './scored-row';

/** What a model expected in place of a token: its rank and probability, and the likeliest tokens with theirs. */
@customElement('lens-expected')
export class ExpectedCard extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    css`
      :host {
        display: block;
        margin-top: 12px;
        padding: 8px 12px 10px;
        border: 1px solid var(--lens-card-border);
        border-radius: 6px;
      }

      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 10px;
        align-items: baseline;
        font-size: 12px;
      }

      .head b {
        font-size: 13px;
      }

      .caption {
        margin: 4px 0 2px;
        font-size: 11px;
        color: var(--vscode-descriptionForeground);
      }

      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: minmax(64px, 22%) minmax(0, 1fr) 52px;
        column-gap: 12px;
        align-items: center;
        font-size: 12px;
        line-height: 22px;
      }

      .token {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .own {
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) accessor scored!: ScoredToken;

  readonly #question = new InternalsQuestion(this, 'expected');

  override render(): TemplateResult {
    const { token, rank, probability, bits } = this.scored;
    if (rank === 0) {
      return html`<div class="head">
        ${this.#name()} <span class="dim">${t('has no score: nothing comes before it')}</span>
      </div>`;
    }
    const facts = t(
      'rank {0}, probability {1}, {2} bits',
      formatCount(rank),
      formatFixed(probability),
      formatFixed(bits, 1),
    );
    return html`<div class="head" role="status">${this.#name()} <span class="dim">${facts}</span></div>
      ${this.#renderExpected(token?.id ?? -1)}`;
  }

  #name(): TemplateResult {
    const { token } = this.scored;
    return html`<b class="mono" title=${token?.token ?? ''}>${token ? chipText(token) : '…'}</b>`;
  }

  #renderExpected(id: number): TemplateResult | typeof nothing {
    const runId = this.store.state?.run?.runId;
    if (runId === undefined) return nothing;
    const answer = this.#question.ask({ runId, row: this.store.row, index: this.scored.index });
    if (answer.failure) return html`<p class="caption">${answer.failure.message}</p>`;
    // What is said of another token would be read for this one.
    if (answer.shown?.params.index !== this.scored.index) return nothing;
    return html`<p class="caption">${t('The model expected')}</p>
      <ol>
        ${answer.shown.value.alternatives.map((each) => renderOne(each, each.id === id))}
      </ol>`;
  }
}

function renderOne({ token, readable, probability, id }: ExpectedToken, own: boolean): TemplateResult {
  const text = readable.trim() === '' ? showSpaces(readable === '' ? token : readable) : readable.trim();
  return html`<li class=${own ? 'own' : ''} title=${t('{0}, id {1}', token, id)}>
    <span class="token mono">${showSpaces(text)}</span>
    <lens-bar .fraction=${probability} .wins=${own}></lens-bar>
    <span class="number">${formatFixed(probability)}</span>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-expected': ExpectedCard;
  }
}
