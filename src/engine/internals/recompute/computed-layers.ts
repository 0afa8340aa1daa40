import type { AttentionStack } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { AttentionLayers } from '../attention/attention-layers';
import { headOf, type LayerAttention } from '../attention/layer-attention';
import { tokensOf, type FloatTensor, type KeptTensors } from '../store/kept-tensors';
import type { RowTokens } from '../store/stacks';
import { checkAttention } from '../store/check-tensors';

/** Computes some results of the model's layers for the row, in its turn; of attentions one head, where that is enough. */
export type ComputeLayer = (
  names: readonly string[],
  signal: CancellationSignal,
  head?: number,
) => Promise<ReadonlyMap<string, FloatTensor>>;

/**
 * Attention that is computed one layer at a time, or one head of it; the layer that was asked for last is kept.
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
  const computed = async (index: number, signal: CancellationSignal, head?: number): Promise<LayerAttention> => {
    const name = `${stack.name}.${index}`;
    const tensor = (await compute([name], signal, head)).get(name);
    if (tensor === undefined) throw new LensError('internal', `The result ${name} was not computed.`);
    const [, heads = 0, rows = 0, columns = 0] = tensor.dims;
    const isAlone = head !== undefined && heads === 1;
    checkAttention(name, tensor.dims, isAlone ? { ...stack, heads } : stack, tokens, first);
    const begins = { firstQuery: first[stack.queries], firstKey: first[stack.keys] };
    return { data: tensor.data, heads, queries: rows, keys: columns, ...begins };
  };
  return {
    stack,
    queries,
    keys,
    kept: false,
    layer: async (index, signal) => {
      if (last?.index === index) return last.layer;
      // Two layers at once would be more memory than was counted on.
      last = undefined;
      last = { index, layer: await computed(index, signal) };
      return last.layer;
    },
    head: async (index, head, signal) => {
      if (last?.index === index) return headOf(last.layer, head, queries, keys);
      const found = await computed(index, signal, head);
      if (found.heads === 1) return headOf(found, 0, queries, keys);
      last = { index, layer: found };
      return headOf(found, head, queries, keys);
    },
  };
}
