import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Classification } from '../../../src/common/contracts/run';
import { formatCount, formatFixed } from '../../shared/format/numbers';
import { isSaid, rankLabels, threshold } from './ranking';

/** What was done with the logits: `softmax over 3 labels`. */
export function methodOf({ problemType, labels }: Classification): string {
  const count = formatCount(labels.length);
  switch (problemType) {
    case 'single_label_classification':
      return t('softmax over {0} labels', count);
    case 'multi_label_classification':
      return t('sigmoid of {0} labels, threshold {1}', count, threshold);
    case 'regression':
      return labels.length === 1 ? t('regression, the value itself') : t('regression, {0} values', count);
  }
}

/** How the answer follows from the numbers: `argmax 2 = id2label "positive"`; nothing for regression. */
export function answerLine(prediction: Classification, row: number): TemplateResult | typeof nothing {
  const said = rankLabels(prediction, row).filter((label) => isSaid(prediction, label));
  const names = said.map(
    ({ id, label }, index) => html`${index === 0 ? '' : ', '}<b>${id}</b> = id2label <b>"${label}"</b>`,
  );
  switch (prediction.problemType) {
    case 'single_label_classification':
      return html`<p class="answer mono">argmax ${names}</p>`;
    case 'multi_label_classification':
      return html`<p class="answer mono">sigmoid &gt; ${threshold}: ${said.length === 0 ? t('none') : names}</p>`;
    case 'regression':
      return nothing;
  }
}

/** The answer in words, for screen readers when it has changed. */
export function announcement(prediction: Classification, row: number): string {
  const ranked = rankLabels(prediction, row);
  if (prediction.problemType === 'regression') {
    return ranked.map(({ label, probability }) => `${label} ${formatFixed(probability)}`).join(', ');
  }
  const said = ranked.filter((label) => isSaid(prediction, label));
  if (said.length === 0) return t('No label is over {0}', threshold);
  return said.map(({ label, probability }) => `${label}, ${formatFixed(probability)}`).join('; ');
}
