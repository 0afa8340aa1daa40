import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import { GraphError, type Value } from '../../graph/types';
import { exponents } from './rope/float32';
import type { LongFrequencies, RotaryFrequencies } from './rope/frequencies';

/** cos and sin of every position's angles, both [batch, 1, sequence, dim / 2]. They serve all layers. */
export interface RotaryTables {
  readonly cos: Value;
  readonly sin: Value;
}

/** @param positionIds int64 [batch, sequence] */
export function rotaryTables(g: Graph, positionIds: Value, frequencies: RotaryFrequencies): RotaryTables {
  const { inverse, scaling, long } = frequencies;
  const usual = g.constant('float32', [inverse.length], inverse);
  const turned = long === null ? usual : byLength(g, positionIds, usual, long);
  const [batch, sequence] = [dimAt(positionIds.shape, 0), dimAt(positionIds.shape, 1)];
  const positions = g.reshape(g.cast(positionIds, 'float32'), [batch, 1, sequence, 1]);
  const angles = g.mul(positions, turned);
  const scaled = (x: Value): Value => (scaling === 1 ? x : g.scale(x, scaling));
  return { cos: scaled(g.unary('cos', angles)), sin: scaled(g.unary('sin', angles)) };
}

/**
 * Other frequencies for long texts; the length is the largest position of the batch plus 1, as in `dynamic_rope_update`.
 * What transformers remembers of longer texts before is not part of a model's result.
 */
function byLength(g: Graph, positionIds: Value, usual: Value, long: LongFrequencies): Value {
  const length = g.add(g.maximum(g.maximum(positionIds)), g.integer(1));
  const isLong = g.less(g.integer(long.above), length);
  const others =
    long.kind === 'fixed'
      ? g.constant('float32', [long.inverse.length], long.inverse)
      : grown(g, g.cast(length, 'float32'), long);
  return g.where(isLong, others, usual);
}

function grown(
  g: Graph,
  length: Value,
  { above, theta, factor, dim }: Extract<LongFrequencies, { kind: 'growing' }>,
): Value {
  const growth = g.sub(g.div(g.scale(length, factor), g.scalar(above)), g.scalar(factor - 1));
  const base = g.scale(g.pow(growth, g.scalar(dim / (dim - 2))), theta);
  const exponent = exponents(dim);
  return g.div(g.scalar(1), g.pow(base, g.constant('float32', [exponent.length], exponent)));
}

/**
 * Turns pairs of numbers of each head by the angles of its position: number i with number i + dim / 2
 * (`apply_rotary_pos_emb` of Llama). What lies behind the first `dim` stays as it is.
 * @param x [batch, heads, sequence, size]
 */
export function rotate(g: Graph, x: Value, { cos, sin }: RotaryTables): Value {
  const [half, size] = [dimAt(cos.shape, -1), dimAt(x.shape, -1)];
  if (typeof half === 'string' || typeof size === 'string') throw new GraphError('The size of a head is not known');
  const first = g.slice(x, -1, 0, half);
  const second = g.slice(x, -1, half, 2 * half);
  const turned = [g.sub(g.mul(first, cos), g.mul(second, sin)), g.add(g.mul(second, cos), g.mul(first, sin))];
  return g.concat(2 * half < size ? [...turned, g.slice(x, -1, 2 * half, size)] : turned, -1);
}
