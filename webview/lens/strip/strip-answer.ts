import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { LensState } from '../../../src/common/contracts/lens';
import type { Classification } from '../../../src/common/contracts/run';
import { formatFixed } from '../../shared/format/numbers';
import { isSaid, rankLabels } from '../predictions/ranking';
import type { TabName } from '../store/view-state';

/** The tabs that show where an answer comes from: it stands beside the tokens there. Predictions shows it in full. */
const tabsOfTheInside: ReadonlySet<TabName> = new Set(['attention', 'layers']);

/**
 * What the model says of a row, for beside its tokens: `→ positive 0.9988`, of several labels the first one and how many
 * more, of a regression its value; nothing for a model without a classification head. Needs {@link answerStyles}.
 */
export function stripAnswer(state: LensState, row: number, tab: TabName): TemplateResult | typeof nothing {
  const prediction = state.run?.prediction;
  if (!tabsOfTheInside.has(tab) || !prediction?.ok) return nothing;
  const words = answerWords(prediction.value, row);
  if (words === null) return nothing;
  const whole = [words.name, words.value, words.more].join(' ').trim();
  return html`<div class="answer" title=${whole}>
    <span aria-hidden="true">→</span><span class="visually-hidden">${t('Prediction:')}</span> <b>${words.name}</b
    ><span>${words.value}</span>${words.more === '' ? nothing : html`<span>${words.more}</span>`}
  </div>`;
}

/** The parts of an answer; null where the row has none. */
export function answerWords(
  prediction: Classification,
  row: number,
): { readonly name: string; readonly value: string; readonly more: string } | null {
  const isRegression = prediction.problemType === 'regression';
  const all = rankLabels(prediction, row);
  // Values of a regression stand in their own order, none of them is said more than another.
  const said = isRegression ? all.toSorted((a, b) => a.id - b.id) : all.filter((label) => isSaid(prediction, label));
  const [first] = said;
  if (all.length === 0) return null;
  if (!first) return { name: t('no label'), value: '', more: '' };
  const more = said.length > 1 ? t('and {0} more', said.length - 1) : '';
  return { name: first.label, value: formatFixed(isRegression ? first.logit : first.probability), more };
}

export const answerStyles = css`
  .answer {
    display: flex;
    gap: 6px;
    align-items: baseline;
    min-width: 0;
    overflow: hidden;
    font-size: 12px;
    line-height: 18px;
    white-space: nowrap;
  }

  .answer > span {
    flex: none;
    color: var(--vscode-descriptionForeground);
  }

  .answer > b {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
`;
