import type { Graph } from '../../graph/graph';
import { dimAt } from '../../graph/shapes';
import type { Dim, Value } from '../../graph/types';
import type { T5Config } from '../config/t5-config';
import { activate } from './activations';
import { attend, mergeHeads, splitHeads } from './attention';
import { relativeBias } from './relative-bias';
import type { RelativeBuckets } from './relative-buckets';
import type { Taps } from './taps';
import type { Weights } from './weights';

/** What the encoder's output is to a decoder. */
export interface CrossAttention {
  readonly taps: Taps;
  /** [batch, sequence, hidden] */
  readonly states: Value;
  /** [batch, 1, 1, sequence] */
  readonly bias: Value;
}

/** One `T5Stack`. */
export interface T5Stack {
  readonly graph: Graph;
  readonly config: T5Config;
  readonly weights: Weights;
  readonly taps: Taps;
  readonly layers: number;
  /** Added to the scores of self-attention: 0 where a key may be seen. */
  readonly mask: Value;
  readonly positions: RelativeBuckets;
  /** Of a decoder; null for an encoder. */
  readonly cross: CrossAttention | null;
}

/** `T5Stack`: blocks and the final norm, whose output is the last hidden state. x [batch, sequence, hidden] */
export function t5Stack(stack: T5Stack, x: Value): Value {
  const { graph: g, config, weights, taps, layers } = stack;
  const rate = config.dropout.stacks;
  let states = taps.hiddenState(g.dropout(x, rate));
  let bias: Value | null = null;
  let done = 0;
  for (const block of weights.layers('block', layers)) {
    if (bias === null || !config.sharesPositions) bias = positionBias(stack, block, dimAt(x.shape, 1));
    states = t5Block(stack, block, states, bias);
    done += 1;
    // The last block's own output is not among the hidden states of transformers, the norm's is.
    if (done < layers) taps.hiddenState(states);
  }
  return taps.hiddenState(g.dropout(weights.rmsNorm('final_layer_norm', states, config.layerNormEps), rate));
}

/** What a layer adds to the scores of its self-attention: its relative positions and the mask. */
function positionBias({ graph: g, config, mask, positions }: T5Stack, block: Weights, length: Dim): Value {
  const name = 'layer.0.SelfAttention.relative_attention_bias.weight';
  const table = block.parameter(name, [config.buckets, config.heads]);
  return g.add(relativeBias(g, table, config.heads, length, positions), mask);
}

/** `T5Block`: self-attention, cross-attention in a decoder, feed-forward; each on a norm and added to what it read. */
function t5Block(stack: T5Stack, block: Weights, input: Value, bias: Value): Value {
  const { graph: g, config, taps, cross } = stack;
  const normed = (layer: Weights, x: Value): Value => layer.rmsNorm('layer_norm', x, config.layerNormEps);
  const [first, second] = [block.at('layer.0'), block.at('layer.1')];
  const added = (x: Value, block: Value): Value => g.add(x, g.dropout(block, config.dropout.stacks));
  const read = normed(first, input);
  let x = added(input, attention(stack, first.at('SelfAttention'), read, { taps, states: read, bias }));
  if (cross !== null) x = added(x, attention(stack, second.at('EncDecAttention'), normed(second, x), cross));
  const last = cross === null ? second : block.at('layer.2');
  return added(x, feedForward(stack, last.at('DenseReluDense'), normed(last, x)));
}

/** `T5Attention`: scores are not scaled, and heads x head size need not be the hidden size. */
function attention({ graph: g, config }: T5Stack, weights: Weights, x: Value, keys: CrossAttention): Value {
  const { heads, headSize, hiddenSize } = config;
  const project = (name: string, from: Value): Value =>
    splitHeads(g, weights.linear(name, from, heads * headSize, 'no bias'), heads, headSize);
  const [query, key, value] = [project('q', x), project('k', keys.states), project('v', keys.states)];
  const attended = attend(g, keys.taps, {
    ...{ query, key, value, scale: 1, bias: keys.bias },
    dropout: config.dropout.stacks,
  });
  return weights.linear('o', mergeHeads(g, attended, heads, headSize), hiddenSize, 'no bias');
}

/** `T5DenseActDense` and `T5DenseGatedActDense`. */
function feedForward({ graph: g, config }: T5Stack, weights: Weights, x: Value): Value {
  const inner = (name: string): Value => weights.linear(name, x, config.intermediateSize, 'no bias');
  const states = config.isGated
    ? g.mul(activate(g, config.activation, inner('wi_0')), inner('wi_1'))
    : activate(g, config.activation, inner('wi'));
  return weights.linear('wo', g.dropout(states, config.dropout.stacks), config.hiddenSize, 'no bias');
}
