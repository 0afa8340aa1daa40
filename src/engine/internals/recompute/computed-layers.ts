import type { AttentionStack } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { AttentionLayers } from '../attention/attention-layers';
import type { LayerAttention } from '../attention/layer-attention';
import { tokensOf, type FloatTensor } from '../store/kept-tensors';
import type { RowTokens } from '../store/stacks';

/** Computes some results of the model's layers for the row, in its turn. */
export type ComputeLayer = (names: readonly string[], signal: CancellationSignal) => Promise<Map<string, FloatTensor>>;

/** Attention that is computed one layer at a time; the one that was asked for last is kept. */
export function computedLayers(stack: AttentionStack, tokens: RowTokens, compute: ComputeLayer): AttentionLayers {
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
      const [, heads = 0, rows = 0, columns = 0] = tensor.dims;
      const first = { firstQuery: queries.from, firstKey: keys.from };
      last = { index, layer: { data: tensor.data, heads, queries: rows, keys: columns, ...first } };
      return last.layer;
    },
  };
}
