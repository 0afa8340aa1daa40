import { t } from '@vscode/l10n';
import { formatFixed } from '../../../shared/format/numbers';
import type { TokenMeasure } from '../../store/token-measure';
import type { ScoredRow } from './scored-row';

/** The bits of each token as bars under the strip, the largest in full; null for the tokens of a target. */
export function surpriseMeasure(scored: ScoredRow, runId: number, row: number, tokens: number): TokenMeasure | null {
  const { part, from, logProbabilities } = scored.surprise;
  if (part === 'target') return null;
  const most = scored.mostBits;
  const values = new Float32Array(tokens).fill(NaN);
  logProbabilities.forEach((log, index) => {
    if (most > 0) values[from + index] = -log / Math.LN2 / most;
  });
  return {
    tab: 'predictions',
    runId,
    row,
    values,
    label: t('surprise of each token, the longest {0} bits', formatFixed(most, 1)),
  };
}
