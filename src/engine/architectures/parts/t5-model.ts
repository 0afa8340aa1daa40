import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { T5Config } from '../config/t5-config';
import { paddingBias } from './attention-bias';
import { causalBias } from './causal-bias';
import { t5Stack, type T5Stack } from './t5-stack';
import { t5Table } from './t5-table';
import { Taps, twoStacks } from './taps';

type Context = BodyContext<T5Config>;

/** The encoder of `T5Model`: its last hidden state. */
export function t5Encoder({ graph: g, config, weights, inputs }: Context, taps: Taps): Value {
  const { buckets, maxDistance, encoderLayers: layers } = config;
  const positions = { buckets, maxDistance, bidirectional: true };
  const mask = paddingBias(g, inputs.get('attention_mask'));
  const stack: T5Stack = {
    graph: g,
    config,
    weights: weights.at('encoder'),
    taps,
    layers,
    mask,
    positions,
    cross: null,
  };
  return t5Stack(stack, g.embedding(t5Table(weights, 'encoder.embed_tokens', config), inputs.get('input_ids')));
}

/** `T5Model`: the decoder's last hidden state. */
export function t5Model(context: Context): Value {
  const { graph: g, config, weights, inputs } = context;
  const states = t5Encoder(context, new Taps(g, twoStacks.encoder));
  const ids = inputs.get('decoder_input_ids');
  const { buckets, maxDistance, decoderLayers: layers } = config;
  const stack: T5Stack = {
    graph: g,
    config,
    weights: weights.at('decoder'),
    taps: new Taps(g, twoStacks.decoder),
    layers,
    mask: causalBias(g, inputs.get('decoder_attention_mask'), dimAt(ids.shape, 1), null),
    positions: { buckets, maxDistance, bidirectional: false },
    cross: { taps: new Taps(g, twoStacks.cross), states, bias: paddingBias(g, inputs.get('attention_mask')) },
  };
  return t5Stack(stack, g.embedding(t5Table(weights, 'decoder.embed_tokens', config), ids));
}
