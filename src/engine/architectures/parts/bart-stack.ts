import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';
import type { BartConfig, BartStackConfig } from '../config/bart-config';
import { activate } from './activations';
import { attend, mergeHeads, splitHeads } from './attention';
import type { Taps } from './taps';
import type { Weights } from './weights';

/** The epsilon of `torch.nn.LayerNorm`, which the modelling file leaves as it is. */
const epsilon = 1e-5;

/** What an attention reads: the states that give keys and values, and what is added to its scores. */
export interface AttentionSource {
  readonly taps: Taps;
  readonly states: Value;
  readonly bias: Value;
}

/** `BartEncoder` or `BartDecoder`, from behind the embeddings. */
export interface BartStack {
  readonly graph: Graph;
  readonly config: BartConfig;
  readonly sizes: BartStackConfig;
  readonly weights: Weights;
  readonly taps: Taps;
  /** Added to the scores of every layer's self-attention. */
  readonly bias: Value;
  /** Of a decoder; null for an encoder. */
  readonly cross: AttentionSource | null;
}

/** The layers of a stack: x [batch, sequence, hidden] to the same shape. Norms come behind what they follow. */
export function bartStack(stack: BartStack, input: Value): Value {
  const { graph: g, config, sizes, weights, taps, bias, cross } = stack;
  const added = (to: Value, block: Value): Value => g.add(to, g.dropout(block, config.dropout.hidden));
  let x = taps.hiddenState(input);
  for (const layer of weights.layers('layers', sizes.layers)) {
    const self = attention(stack, layer.at('self_attn'), x, { taps, states: x, bias });
    x = layer.norm('self_attn_layer_norm', added(x, self), epsilon);
    if (cross !== null) {
      const read = attention(stack, layer.at('encoder_attn'), x, cross);
      x = layer.norm('encoder_attn_layer_norm', added(x, read), epsilon);
    }
    const inner = activate(g, config.activation, layer.linear('fc1', x, sizes.intermediateSize));
    const outer = layer.linear('fc2', g.dropout(inner, config.dropout.activation), config.hiddenSize);
    x = layer.norm('final_layer_norm', added(x, outer), epsilon);
    taps.hiddenState(x);
  }
  return x;
}

/** `BartAttention`. */
function attention({ graph: g, config, sizes }: BartStack, weights: Weights, x: Value, keys: AttentionSource): Value {
  const { hiddenSize } = config;
  const { heads } = sizes;
  const size = hiddenSize / heads;
  const project = (name: string, from: Value): Value =>
    splitHeads(g, weights.linear(name, from, hiddenSize), heads, size);
  const [query, key, value] = [project('q_proj', x), project('k_proj', keys.states), project('v_proj', keys.states)];
  const attended = attend(g, keys.taps, {
    ...{ query, key, value, scale: size ** -0.5, bias: keys.bias },
    dropout: config.dropout.attention,
  });
  return weights.linear('out_proj', mergeHeads(g, attended, heads, size), hiddenSize);
}

/** The norm behind BART's embeddings. */
export function embeddingNorm(weights: Weights, x: Value): Value {
  return weights.norm('layernorm_embedding', x, epsilon);
}
