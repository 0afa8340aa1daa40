import { LensError } from '../../../common/errors/lens-error';
import type { InternalsLimits } from './limits';
import { bytesOf, isHiddenState, isInternal } from './results-of';
import type { NamedResult, RowTokens } from './stacks';

/** A layer's attention is there as products, as scores, as weights and once more as the result. */
const copies = 4;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * Checks that hidden states and the attention of one layer at a time fit into memory.
 * @throws LensError `too-big` with how much it takes and how many tokens would fit
 */
export function checkLayerFits(results: readonly NamedResult[], tokens: RowTokens, limits: InternalsLimits): void {
  const length = Math.max(tokens.input.to - tokens.input.from, tokens.target?.to ?? 0);
  const bytes = results.map((result) => ({ result, bytes: bytesOf(result, tokens) }));
  const hidden = bytes.filter(({ result }) => isHiddenState(result.name)).reduce((sum, each) => sum + each.bytes, 0);
  if (hidden > limits.hiddenBytes)
    throw tooBig('The hidden states of all layers take', hidden, limits.hiddenBytes, length, 1);
  const layers = bytes.filter(({ result }) => isInternal(result.name) && !isHiddenState(result.name));
  const layer = Math.max(0, ...layers.map((each) => each.bytes)) * copies;
  if (layer > limits.layerBytes) throw tooBig('The attention of one layer takes', layer, limits.layerBytes, length, 2);
}

/** @param power how the size grows with the tokens */
function tooBig(what: string, bytes: number, limit: number, length: number, power: number): LensError {
  const fitting = Math.max(1, Math.floor(length * (limit / bytes) ** (1 / power)));
  return new LensError(
    'too-big',
    `${what} ${gigabytes(bytes)} for ${length.toLocaleString('en')} tokens; ${gigabytes(limit)} of memory can be used for it.`,
    `Select less: about ${fitting.toLocaleString('en')} tokens fit.`,
  );
}
