import type { AttentionStack, HiddenStack, Sequence } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import type { AttentionLayers } from '../attention/attention-layers';
import { headOf, type LayerAttention } from '../attention/layer-attention';
import { partOf } from '../attention/matrix-view';
import type { HiddenStates } from '../hidden/hidden-states';
import type { TokenFacts } from '../tokens/token-facts';
import type { RowTokens } from './stacks';

export type FloatTensor = Tensor<Float32Array<ArrayBuffer>>;

/** The results of a batch of which one row is looked at, and which token of the row stands first in them. */
export interface KeptTensors {
  readonly outputs: ReadonlyMap<string, FloatTensor>;
  readonly batchRow: number;
  /** More than 0 where padding was cut off before the row was computed. */
  readonly first: Readonly<Record<Sequence, number>>;
}

export function tokensOf(tokens: RowTokens, sequence: Sequence): TokenFacts {
  const facts = sequence === 'input' ? tokens.input : tokens.target;
  if (facts === null) throw new LensError('internal', 'The row has no target tokens.');
  return facts;
}

/** The row's part of a result [batch, ...], with its sizes. */
function rowPart({ outputs, batchRow }: KeptTensors, name: string): FloatTensor {
  const tensor = outputs.get(name);
  if (tensor === undefined) throw new LensError('internal', `The result ${name} is not kept.`);
  const dims = tensor.dims.slice(1);
  const size = dims.reduce((a, b) => a * b, 1);
  return { dims, data: tensor.data.subarray(batchRow * size, (batchRow + 1) * size) };
}

/** Attention that is in memory. */
export function keptAttention(kept: KeptTensors, stack: AttentionStack, tokens: RowTokens): AttentionLayers {
  const [queries, keys] = [tokensOf(tokens, stack.queries), tokensOf(tokens, stack.keys)];
  const layer = (index: number): LayerAttention => {
    const { dims, data } = rowPart(kept, `${stack.name}.${index}`);
    const [heads = 0, rows = 0, columns = 0] = dims;
    const first = { firstQuery: kept.first[stack.queries], firstKey: kept.first[stack.keys] };
    return { data, heads, queries: rows, keys: columns, ...first };
  };
  return {
    stack,
    queries,
    keys,
    kept: true,
    layer: (index) => Promise.resolve(layer(index)),
    head: (index, head) => Promise.resolve(headOf(layer(index), head, queries, keys)),
  };
}

/** Hidden states that are in memory. */
export function keptHidden(kept: KeptTensors, stack: HiddenStack, tokens: RowTokens): HiddenStates {
  const facts = tokensOf(tokens, stack.sequence);
  const first = kept.first[stack.sequence];
  return {
    stack,
    tokens: facts,
    state: (index) => {
      const { dims, data } = rowPart(kept, `${stack.name}.${index}`);
      const [rows = 0, columns = 0] = dims;
      const whole = { data, offset: 0, stride: columns, rows, columns };
      return partOf(whole, [facts.from - first, facts.to - first], [0, columns]);
    },
  };
}
