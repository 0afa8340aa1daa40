import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { RotaryDecoderConfig } from '../config/rotary-decoder-config';
import { causalBias } from './causal-bias';
import { gatedFeedForward } from './gated-feed-forward';
import { rotaryAttention } from './rotary-attention';
import { rotaryTables } from './rotary';
import { rotaryFrequencies } from './rope/frequencies';
import { wordEmbedding } from './word-embedding';

/** `LlamaModel`, which Mistral shares name for name. The last hidden state is normed, as in transformers' list of them. */
export function llamaDecoder(context: BodyContext<RotaryDecoderConfig>): Value {
  const { graph: g, config, weights, inputs, taps } = context;
  const places = {
    bias: causalBias(g, inputs.get('attention_mask'), config.slidingWindow),
    tables: rotaryTables(g, inputs.get('position_ids'), rotaryFrequencies(config.rope)),
  };
  let x = wordEmbedding(context, 'embed_tokens');
  for (const layer of weights.layers('layers', config.numHiddenLayers)) {
    taps.hiddenState(x);
    const normed = layer.rmsNorm('input_layernorm', x, config.rmsNormEps);
    x = g.add(x, rotaryAttention(context, layer.at('self_attn'), normed, places));
    const rest = layer.rmsNorm('post_attention_layernorm', x, config.rmsNormEps);
    x = g.add(x, gatedFeedForward(context, layer.at('mlp'), rest));
  }
  return taps.hiddenState(weights.rmsNorm('norm', x, config.rmsNormEps));
}
