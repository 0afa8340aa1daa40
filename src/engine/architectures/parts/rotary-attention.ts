import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { RotaryDecoderConfig } from '../config/rotary-decoder-config';
import { attend, mergeHeads, splitHeads } from './attention';
import { rotate, type RotaryTables } from './rotary';
import type { Weights } from './weights';

/** What all layers have in common; made once. */
export interface Places {
  /** What is added to the scores: [batch, 1, query, key]. */
  readonly bias: Value;
  readonly tables: RotaryTables;
}

/** `LlamaAttention`: x [batch, sequence, hidden] to the same shape. */
export function rotaryAttention(
  { graph: g, taps, config }: BodyContext<RotaryDecoderConfig>,
  weights: Weights,
  x: Value,
  { bias, tables }: Places,
): Value {
  const { numAttentionHeads: heads, numKeyValueHeads: kvHeads, headDim: size, hiddenSize, attentionBias } = config;
  const kind = attentionBias ? 'bias' : 'no bias';
  const project = (name: string, count: number): Value =>
    splitHeads(g, weights.linear(name, x, count * size, kind), count, size);
  const query = rotate(g, project('q_proj', heads), tables);
  const key = rotate(g, project('k_proj', kvHeads), tables);
  const value = project('v_proj', kvHeads);
  const attended = attend(g, taps, { query, key, value, scale: size ** -0.5, bias });
  return weights.linear('o_proj', mergeHeads(g, attended, heads, size), hiddenSize, kind);
}
