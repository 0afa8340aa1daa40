import type { TokenFacts } from '../tokens/token-facts';
import { partOf, type MatrixView } from './matrix-view';

/** The attention of all heads of one layer: [heads, queries, keys]. */
export interface LayerAttention {
  readonly data: Float32Array;
  readonly heads: number;
  readonly queries: number;
  readonly keys: number;
  /** The tokens of the row that the first query and the first key are; more than 0 where padding was cut off before. */
  readonly firstQuery: number;
  readonly firstKey: number;
}

/** One head's weights between real tokens. */
export function headOf(layer: LayerAttention, head: number, queries: TokenFacts, keys: TokenFacts): MatrixView {
  const size = layer.queries * layer.keys;
  const whole = { data: layer.data, offset: head * size, stride: layer.keys, rows: layer.queries, columns: layer.keys };
  return partOf(
    whole,
    [queries.from - layer.firstQuery, queries.to - layer.firstQuery],
    [keys.from - layer.firstKey, keys.to - layer.firstKey],
  );
}
