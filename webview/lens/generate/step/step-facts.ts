import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { GeneratedToken, StepDetail } from '../../../../src/common/contracts/generation/engine-requests';
import { formatCount, formatFixed } from '../../../shared/format/numbers';

/** Rank, probability, entropy and what was left over of a step. `sampled`: whether the token was drawn. */
export function stepFacts(token: GeneratedToken, detail: StepDetail, sampled: boolean): TemplateResult {
  const { vocabSize, entropy, stages } = detail;
  const left = stages.at(-1)?.left ?? vocabSize;
  const processed = formatFixed(token.processedProbability);
  const facts: [name: string, text: string][] = [
    [t('Rank'), t('{0} of {1}', formatCount(token.rank), formatCount(vocabSize))],
    [
      t('Probability'),
      sampled
        ? t('{0}, drawn at {1}', formatFixed(token.probability), processed)
        : t('{0}, then {1}', formatFixed(token.probability), processed),
    ],
    [t('Entropy'), t('{0} bits, then {1}', formatFixed(entropy[0], 2), formatFixed(entropy[1], 2))],
    [t('Left over'), left === 1 ? t('1 token') : t('{0} tokens', formatCount(left))],
  ];
  return html`<h2>${t('This step')}</h2>
    <dl>
      ${facts.map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>`;
}
