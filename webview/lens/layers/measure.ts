import { tokensOfEntry } from '../internals/axis/axis-entries';
import type { TokenMeasure } from '../store/token-measure';
import { afterState } from './scene/layer-names';
import type { LayersScene } from './scene/layers-scene';
import { t } from '@vscode/l10n';

/** The norms after the chosen layer as bars under the tokens, the largest in full; null for the decoder's tokens. */
export function normMeasure(
  { stack, overview, axis, state, runId, row }: LayersScene,
  tokens: number,
): TokenMeasure | null {
  if (stack.sequence !== 'input') return null;
  const norms = overview.norms.subarray(state * axis.count, (state + 1) * axis.count);
  const most = norms.reduce((largest, norm) => Math.max(largest, norm), 0);
  const values = new Float32Array(tokens).fill(NaN);
  for (let entry = 0; entry < axis.count; entry += 1) {
    const [from, to] = tokensOfEntry(axis.axis, entry);
    if (most > 0) values.fill((norms[entry] ?? NaN) / most, from, to);
  }
  const label = t('norm of each token’s hidden state {0}', afterState(state));
  return { tab: 'layers', runId, row, values, label };
}
