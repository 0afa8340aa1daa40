import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { attend, mergeHeads, splitHeads } from './attention';
import type { Weights } from './weights';

/** The names that a modelling file gives to the three linear layers. */
export interface ProjectionNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
}

/**
 * `BertSelfAttention` and its like, up to the joined heads: x [batch, sequence, hidden] to the same shape.
 * @param bias what is added to the scores, broadcast to [batch, heads, query, key]
 */
export function selfAttention(
  { graph: g, taps, config }: BodyContext<EncoderConfig>,
  weights: Weights,
  names: ProjectionNames,
  x: Value,
  bias: Value,
): Value {
  const { hiddenSize, numAttentionHeads: heads } = config;
  const size = hiddenSize / heads;
  const project = (name: string): Value => splitHeads(g, weights.linear(name, x, hiddenSize), heads, size);
  const [query, key, value] = [project(names.query), project(names.key), project(names.value)];
  return mergeHeads(
    g,
    attend(g, taps, { query, key, value, scale: size ** -0.5, bias, dropout: config.dropout.attention }),
    heads,
    size,
  );
}
