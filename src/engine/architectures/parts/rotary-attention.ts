import type { Value } from '../../graph/types';
import type { RotaryDecoderConfig } from '../config/rotary-decoder-config';
import { attend, mergeHeads, splitHeads } from './attention';
import { rotate } from './rotary';
import type { DecoderContext, Places } from './rotary-decoder';
import type { Weights } from './weights';

/** Queries, keys and values, still by token: [batch, sequence, heads x size], the latter two of fewer heads. */
export interface Projections {
  readonly query: Value;
  readonly key: Value;
  readonly value: Value;
}

/** Makes queries, keys and values of x. */
export type Project = (context: DecoderContext, weights: Weights, x: Value) => Projections;

/** Three linear layers, as Llama has them. */
export const projections: Project = ({ config }, weights, x) => {
  const { query, keyValue } = widths(config);
  const kind = config.biases.projections ? 'bias' : 'no bias';
  return {
    query: weights.linear('q_proj', x, query, kind),
    key: weights.linear('k_proj', x, keyValue, kind),
    value: weights.linear('v_proj', x, keyValue, kind),
  };
};

/** One linear layer for all three, as Phi-3 has it. */
export const fusedProjections: Project = ({ graph: g, config }, weights, x) => {
  const { query, keyValue } = widths(config);
  const all = weights.linear('qkv_proj', x, query + 2 * keyValue, 'no bias');
  const parts = g.split(all, -1, [query, keyValue, keyValue]) as [Value, Value, Value];
  return { query: parts[0], key: parts[1], value: parts[2] };
};

/** Llama's projections, of which queries and keys are normed over all heads at once (OLMo 2). */
export const normedProjections: Project = (context, weights, x) => {
  const { query, key, value } = projections(context, weights, x);
  const norm = (name: string, part: Value): Value => weights.rmsNorm(name, part, context.config.rmsNormEps);
  return { query: norm('q_norm', query), key: norm('k_norm', key), value };
};

function widths({ numAttentionHeads, numKeyValueHeads, headDim }: RotaryDecoderConfig) {
  return { query: numAttentionHeads * headDim, keyValue: numKeyValueHeads * headDim };
}

/** Llama leaves the heads as they are; Qwen 3 norms each head of queries and keys. */
export type HeadNorm = 'no norm of heads' | 'norm of heads';

/** `LlamaAttention` and its like: x [batch, sequence, hidden] to the same shape. */
export function rotaryAttention(
  context: DecoderContext,
  weights: Weights,
  x: Value,
  { bias, tables }: Places,
  project: Project = projections,
  headNorm: HeadNorm = 'no norm of heads',
): Value {
  const { graph: g, taps, config } = context;
  const { numAttentionHeads: heads, numKeyValueHeads: kvHeads, headDim: size, hiddenSize } = config;
  const made = project(context, weights, x);
  const place = (name: string, part: Value, count: number): Value => {
    const split = splitHeads(g, part, count, size);
    const normed = headNorm === 'norm of heads' ? weights.rmsNorm(name, split, config.rmsNormEps) : split;
    return tables === null ? normed : rotate(g, normed, tables);
  };
  const query = place('q_norm', made.query, heads);
  const key = place('k_norm', made.key, kvHeads);
  const value = splitHeads(g, made.value, kvHeads, size);
  const attended = attend(g, taps, { query, key, value, scale: size ** -0.5, bias, dropout: config.dropout.attention });
  const kind = config.biases.output ? 'bias' : 'no bias';
  return weights.linear('o_proj', mergeHeads(g, attended, heads, size), hiddenSize, kind);
}
