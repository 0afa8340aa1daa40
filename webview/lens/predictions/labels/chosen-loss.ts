import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { formatFixed } from '../../../shared/format/numbers';
import type { ChosenLoss, LossTerm } from '../loss';
import { threshold } from '../ranking';

/** The loss of a chosen label, with the numbers that it follows from. */
export function chosenLoss(loss: ChosenLoss): TemplateResult {
  if (loss.kind === 'cross-entropy') {
    return html`<p>
      ${t('Cross-entropy loss if {0} is the true label', quoted(loss.label))}
      <span class="mono">${formula(loss.term)}</span>
    </p>`;
  }
  return html`<p>
      ${t('Binary cross-entropy of {0} if it is true', quoted(loss.label))}
      <span class="mono">${formula(loss.whenTrue)}</span>
    </p>
    <p>${t('if it is not true')} <span class="mono">${formula(loss.whenFalse, true)}</span></p>
    <p>
      ${t('Mean over all labels, if exactly those over {0} are true', threshold)}
      <span class="mono"><b>${formatFixed(loss.mean)}</b></span>
    </p>`;
}

function formula({ loss, probability }: LossTerm, complement = false): TemplateResult {
  const of = complement ? `(1 − ${formatProbability(1 - probability)})` : formatProbability(probability);
  return html`−ln ${of} = <b>${formatFixed(loss)}</b>`;
}

function quoted(label: string): string {
  return `“${label}”`;
}

/** Small probabilities keep four digits, so that the logarithm of what is read is the loss that is read. */
function formatProbability(value: number): string {
  if (value >= 0.1 || value === 0) return formatFixed(value);
  if (value >= 1e-6) return value.toPrecision(4);
  const [digits, exponent] = value.toExponential(3).split('e-');
  return `${digits ?? ''} · 10^−${exponent ?? ''}`;
}
