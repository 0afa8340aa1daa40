import type { AttentionStack } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { AttentionLayers } from '../attention/attention-layers';
import type { LayerAttention } from '../attention/layer-attention';
import { tokensOf, type FloatTensor, type KeptTensors } from '../store/kept-tensors';
import type { RowTokens } from '../store/stacks';
import { checkAttention } from '../store/check-tensors';

/** Computes some results of the model's layers for the row, in its turn. */
export type ComputeLayer = (
  names: readonly string[],
  signal: CancellationSignal,
) => Promise<ReadonlyMap<string, FloatTensor>>;

/**
 * Attention that is computed one layer at a time; the one that was asked for last is kept.
 * @param first the token of the row that stands first in what is computed
 */
export function computedLayers(
  stack: AttentionStack,
  tokens: RowTokens,
  first: KeptTensors['first'],
  compute: ComputeLayer,
): AttentionLayers {
  const [queries, keys] = [tokensOf(tokens, stack.queries), tokensOf(tokens, stack.keys)];
  let last: { readonly index: number; readonly layer: LayerAttention } | undefined;
  return {
    stack,
    queries,
    keys,
    kept: false,
    layer: async (index, signal) => {
      if (last?.index === index) return last.layer;
      // Two layers at once would be more memory than was counted on.
      last = undefined;
      const name = `${stack.name}.${index}`;
      const tensor = (await compute([name], signal)).get(name);
      if (tensor === undefined) throw new LensError('internal', `The result ${name} was not computed.`);
      checkAttention(name, tensor.dims, stack, tokens, first);
      const [, heads = 0, rows = 0, columns = 0] = tensor.dims;
      const begins = { firstQuery: first[stack.queries], firstKey: first[stack.keys] };
      last = { index, layer: { data: tensor.data, heads, queries: rows, keys: columns, ...begins } };
      return last.layer;
    },
  };
}
