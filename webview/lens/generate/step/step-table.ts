import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Alternative, StepDetail } from '../../../../src/common/contracts/generation/engine-requests';
import '../../../shared/elements/bar';
import { icon } from '../../../shared/elements/icon';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { pieceName } from '../sequences/token-words';

export interface StepTableParams {
  readonly detail: StepDetail;
  /** Id of the token that was chosen. */
  readonly chosen: number;
  /** The row whose button the keyboard reaches. */
  readonly stop: number;
  readonly goOn: (id: number) => void;
}

/** What the model offered, and what each setting left of it; probabilities of all columns on one scale. */
export function stepTable(params: StepTableParams): TemplateResult {
  const { detail } = params;
  const most = Math.max(1e-9, ...detail.alternatives.flatMap(({ probabilities }) => probabilities));
  return html`<table>
    <thead>
      <tr>
        <th scope="col" class="number">#</th>
        <th scope="col">${t('token')}</th>
        <th scope="col" class="number logit">${t('logit')}</th>
        ${columnNames(detail).map((name, at) => html`<th scope="col" class=${columnClass(detail, at)}>${name}</th>`)}
        <th scope="col"><span class="visually-hidden">${t('Continue')}</span></th>
      </tr>
    </thead>
    <tbody>
      ${detail.alternatives.map((alternative, index) => alternativeRow(params, alternative, index, most))}
      ${detail.others.count > 0 ? othersRow(detail, most) : nothing}
    </tbody>
  </table>`;
}

/** The model, then each setting with its value: `temperature 0.3`. */
function columnNames({ stages }: StepDetail): string[] {
  return [t('model'), ...stages.map(({ name, value }) => `${name} ${value}`.trim())];
}

/** Columns between the first and the last give way where it is narrow. */
function columnClass({ stages }: StepDetail, at: number): string {
  return at > 0 && at < stages.length ? 'stage between' : 'stage';
}

function alternativeRow(
  params: StepTableParams,
  alternative: Alternative,
  index: number,
  most: number,
): TemplateResult {
  const { detail, chosen } = params;
  const { id, logit, rank, probabilities } = alternative;
  const isChosen = id === chosen;
  const isCut = (probabilities.at(-1) ?? 0) === 0;
  return html`<tr class="${isChosen ? 'chosen' : ''} ${isCut ? 'cut' : ''}" aria-current=${isChosen ? 'true' : nothing}>
    <td class="number dim">${formatCount(rank)}</td>
    <th scope="row" class="token mono" title=${`${alternative.token} ${id}`}>${pieceName(alternative)}</th>
    <td class="number logit">${formatFixed(logit, 2)}</td>
    ${probabilities.map((probability, at) => probabilityCell(detail, probability, at, most))}
    <td class="action">
      ${isChosen ? html`${icon('check')} <span class="long">${t('chosen')}</span>` : goOnButton(params, alternative, index)}
    </td>
  </tr>`;
}

function goOnButton({ stop, goOn }: StepTableParams, alternative: Alternative, index: number): TemplateResult {
  return html`<button
    class="link"
    data-row=${index}
    tabindex=${index === stop ? 0 : -1}
    aria-label=${t('Continue from here: {0}', pieceName(alternative))}
    @click=${() => goOn(alternative.id)}
  >
    <span class="long">${t('Continue from here')}</span>${icon('arrow-right')}
  </button>`;
}

/** A bar and its number; the last column is what was drawn from. Removed by a setting: "cut", from its column on. */
function probabilityCell(detail: StepDetail, probability: number, at: number, most: number): TemplateResult {
  const column = columnClass(detail, at);
  if (at > 0 && probability === 0) return html`<td class=${column}><span class="word">${t('cut')}</span></td>`;
  const wins = at === detail.stages.length;
  return html`<td class=${column}>
    <span class="value"
      >${probability <= most ? html`<lens-bar .fraction=${probability / most} .wins=${wins}></lens-bar>` : nothing}<span
        class="number"
        >${formatFixed(probability, 3)}</span
      ></span
    >
  </td>`;
}

function othersRow(detail: StepDetail, most: number): TemplateResult {
  const { count, probabilities } = detail.others;
  return html`<tr class="others">
    <td></td>
    <th scope="row">${count === 1 ? t('1 other') : t('{0} others', formatCount(count))}</th>
    <td class="logit"></td>
    ${probabilities.map((probability, at) => probabilityCell(detail, probability, at, most))}
    <td></td>
  </tr>`;
}
