import { t } from '@vscode/l10n';
import { formatFixed } from '../../../shared/format/numbers';
import type { TokenMeasure } from '../../store/token-measure';
import type { ScoredRow } from './scored-row';

/** The bits of each token as bars under the strip, on the same scale as those of the tab; null for the tokens of a target. */
export function surpriseMeasure(scored: ScoredRow, runId: number, row: number, tokens: number): TokenMeasure | null {
  const { part, from, logProbabilities } = scored.surprise;
  if (part === 'target') return null;
  const full = scored.fullBits;
  const values = new Float32Array(tokens).fill(NaN);
  logProbabilities.forEach((log, index) => {
    values[from + index] = -log / Math.LN2 / full;
  });
  return {
    tab: 'predictions',
    runId,
    row,
    values,
    label: t('surprise of each token, {0} bits in full', formatFixed(full, 1)),
  };
}
