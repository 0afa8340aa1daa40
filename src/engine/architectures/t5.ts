import type { Value } from '../graph/types';
import { architecture, type Architecture, type BodyContext, type BodyFacts } from './architecture';
import type { DecoderFacts } from './config/decoder-facts';
import { readT5Config, type T5Config } from './config/t5-config';
import { questionAnswering } from './heads/question-answering';
import { t5ConditionalGeneration } from './heads/t5-conditional-generation';
import { t5SequenceClassification } from './heads/t5-sequence-classification';
import { tokenClassification } from './heads/token-classification';
import { paddingBias } from './parts/attention-bias';
import { causalBias } from './parts/causal-bias';
import { countedPositions } from './parts/positions';
import { relativeBias } from './parts/relative-bias';
import { t5Stack, type T5Stack } from './parts/t5-stack';
import { t5Table } from './parts/t5-table';
import { Taps, twoStacks } from './parts/taps';
import type { Weights } from './parts/weights';

type Context = BodyContext<T5Config>;

/** The table of the first layer serves all layers of its stack. */
function positionTable(weights: Weights, { buckets, heads }: T5Config): Value {
  return weights.parameter('block.0.layer.0.SelfAttention.relative_attention_bias.weight', [buckets, heads]);
}

function encoder(context: Context, taps: Taps): { states: Value; padding: Value } {
  const { graph: g, config, inputs } = context;
  const weights = context.weights.at('encoder');
  const { buckets, maxDistance, heads, encoderLayers: layers } = config;
  const kind = { buckets, maxDistance, bidirectional: true };
  const padding = paddingBias(g, inputs.get('attention_mask'));
  const bias = g.add(relativeBias(g, positionTable(weights, config), heads, 'sequence', kind), padding);
  const stack: T5Stack = { graph: g, config, weights, taps, layers, bias, cross: null };
  return {
    states: t5Stack(
      stack,
      g.embedding(t5Table(context.weights, 'encoder.embed_tokens', config), inputs.get('input_ids')),
    ),
    padding,
  };
}

/** `T5Model`: the decoder's last hidden state. */
function bothStacks(context: Context): Value {
  const { graph: g, config, inputs } = context;
  const ids = inputs.get('decoder_input_ids');
  const mask = inputs.get('decoder_attention_mask');
  const { states, padding } = encoder(context, new Taps(g, twoStacks.encoder));
  const weights = context.weights.at('decoder');
  const { buckets, maxDistance, heads, decoderLayers: layers } = config;
  const kind = { buckets, maxDistance, bidirectional: false };
  const causal = causalBias(g, mask, null);
  const bias = g.add(relativeBias(g, positionTable(weights, config), heads, 'target_sequence', kind), causal);
  const cross = { taps: new Taps(g, twoStacks.cross), states, bias: padding };
  const stack: T5Stack = { graph: g, config, weights, taps: new Taps(g, twoStacks.decoder), layers, bias, cross };
  return t5Stack(stack, g.embedding(t5Table(context.weights, 'decoder.embed_tokens', config), ids));
}

function facts(config: T5Config): Omit<BodyFacts, 'kind' | 'layers'> {
  const { heads, hiddenSize, vocabSize } = config;
  return { heads, hiddenSize, vocabSize, maxPositions: null, tokenTypes: 0, positionRows: null };
}

/** Heads that classify or answer give the decoder the text itself, moved one place to the right. */
function decoderFacts({ startTokenId }: T5Config, head: string | null): DecoderFacts {
  return { startTokenId, default: head === null || head === 'ForConditionalGeneration' ? 'start' : 'text' };
}

const family = {
  modelType: 't5',
  classPrefix: 'T5',
  baseName: 'transformer',
  accepts: ['is_encoder_decoder'],
  readConfig: readT5Config,
  positions: () => countedPositions,
  pooler: null,
} as const;

const encoderDecoder = architecture<T5Config>({
  ...family,
  facts: (config) => {
    const { encoderLayers, decoderLayers } = config;
    return { ...facts(config), kind: 'encoder-decoder', layers: decoderLayers, encoderLayers, decoderLayers };
  },
  decoder: decoderFacts,
  body: bothStacks,
  heads: {
    ForConditionalGeneration: t5ConditionalGeneration,
    ForSequenceClassification: t5SequenceClassification,
    ForQuestionAnswering: questionAnswering,
  },
});

const encoderAlone = architecture<T5Config>({
  ...family,
  facts: (config) => ({
    ...facts(config),
    kind: 'encoder-only',
    layers: config.encoderLayers,
    encoderLayers: null,
    decoderLayers: null,
  }),
  body: (context) => encoder(context, context.taps).states,
  heads: { ForTokenClassification: tokenClassification },
});

const classesOfTheEncoder: readonly string[] = ['T5EncoderModel', 'T5ForTokenClassification'];

/** modeling_t5.py. Two of its classes are the encoder alone. */
export const t5: Architecture = {
  ...encoderDecoder,
  configure: (raw) => {
    const isEncoder = classesOfTheEncoder.includes(raw.architectures?.[0] ?? '');
    return (isEncoder ? encoderAlone : encoderDecoder).configure(raw);
  },
};
