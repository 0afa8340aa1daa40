import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { RotaryDecoderConfig } from '../config/rotary-decoder-config';
import { causalBias } from './causal-bias';
import { rotaryFrequencies } from './rope/frequencies';
import { rotaryTables, type RotaryTables } from './rotary';
import type { Weights } from './weights';
import { wordEmbedding } from './word-embedding';

export type DecoderContext = BodyContext<RotaryDecoderConfig>;

/** What a layer's attention is told of places. Layers alike are told the same. */
export interface Places {
  /** What is added to the scores: [batch, 1, query, key]. */
  readonly bias: Value;
  /** Null where the layer does not turn queries and keys. */
  readonly tables: RotaryTables | null;
}

/** A layer: x [batch, sequence, hidden] to the same shape. */
export type DecoderLayer = (context: DecoderContext, weights: Weights, x: Value, places: Places) => Value;

/** A norm of the decoder over the last axis. */
export type DecoderNorm = (context: DecoderContext, weights: Weights, name: string, x: Value) => Value;

/** `embed_tokens`, whose row of the padding id is not trained. */
export function paddedEmbedding(context: DecoderContext): Value {
  return wordEmbedding(context, 'embed_tokens', { paddingIndex: context.config.padTokenId });
}

/**
 * `LlamaModel` and its like: embeddings, layers, a norm. The last hidden state is the normed one, as in transformers' list
 * of them; what comes out of the last layer is not in the list.
 */
export function rotaryDecoder(
  context: DecoderContext,
  layerOf: DecoderLayer,
  norm: DecoderNorm,
  embed: (context: DecoderContext) => Value = paddedEmbedding,
): Value {
  const { config, weights, taps } = context;
  const places = placesOf(context);
  let x = embed(context);
  let index = 0;
  for (const layer of weights.layers('layers', config.numHiddenLayers)) {
    taps.hiddenState(x);
    x = layerOf(context, layer, x, places(index++));
  }
  return taps.hiddenState(norm(context, weights, 'norm', x));
}

/** Masks by window and angles, each made once for all layers that need it. */
function placesOf({ graph: g, config, inputs }: DecoderContext): (layer: number) => Places {
  const biases = new Map<number | null, Value>();
  const tokens = dimAt(inputs.get('input_ids').shape, 1);
  let tables: RotaryTables | null = null;
  return (layer) => {
    const window = config.windowOf(layer);
    const bias = biases.get(window) ?? causalBias(g, inputs.get('attention_mask'), tokens, window);
    biases.set(window, bias);
    if (!config.rotates(layer)) return { bias, tables: null };
    tables ??= rotaryTables(g, inputs.get('position_ids'), rotaryFrequencies(config.rope));
    return { bias, tables };
  };
}
