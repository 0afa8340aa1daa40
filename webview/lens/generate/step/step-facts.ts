import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { GeneratedToken, StepDetail } from '../../../../src/common/contracts/generation/engine-requests';
import { formatCount, formatFixed } from '../../../shared/format/numbers';

/** How a token came: drawn, as the most probable one, or by the person who wanted it there. */
export type TokenOrigin = 'drawn' | 'best' | 'person';

/** Rank, probability, entropy and what was left over of a step. */
export function stepFacts(token: GeneratedToken, detail: StepDetail, origin: TokenOrigin): TemplateResult {
  const { vocabSize, entropy, stages } = detail;
  const left = stages.at(-1)?.left ?? vocabSize;
  const facts: [name: string, text: string][] = [
    [t('Rank'), t('{0} of {1}', formatCount(token.rank), formatCount(vocabSize))],
    [t('Probability'), probabilityWords(token, origin)],
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

function probabilityWords({ probability, processedProbability }: GeneratedToken, origin: TokenOrigin): string {
  const [model, processed] = [formatFixed(probability), formatFixed(processedProbability)];
  if (origin === 'person') return t('{0}, chosen by you', model);
  return origin === 'drawn' ? t('{0}, drawn at {1}', model, processed) : t('{0}, then {1}', model, processed);
}
