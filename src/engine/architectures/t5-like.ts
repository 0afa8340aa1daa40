import { architecture, type Architecture, type BodyFacts } from './architecture';
import type { DecoderFacts } from './config/decoder-facts';
import { readT5Config, type T5Config, type T5Defaults } from './config/t5-config';
import { endTokenClassification } from './heads/end-token-classification';
import { questionAnswering } from './heads/question-answering';
import { t5ConditionalGeneration } from './heads/t5-conditional-generation';
import { tokenClassification } from './heads/token-classification';
import { countedPositions } from './parts/positions';
import { t5Encoder, t5Model } from './parts/t5-model';

/** A model of T5's kind under its own name. Two of its classes are the encoder alone. */
export function t5Like(modelType: string, classPrefix: string, defaults: T5Defaults): Architecture {
  const family = {
    modelType,
    classPrefix,
    baseName: 'transformer',
    headsWithoutPrefix: ['ForConditionalGeneration', 'ForQuestionAnswering'],
    accepts: ['is_encoder_decoder'],
    readConfig: (raw: Parameters<typeof readT5Config>[0]) => readT5Config(raw, defaults),
    positions: () => countedPositions,
    pooler: null,
  } as const;
  const encoderDecoder = architecture<T5Config>({
    ...family,
    facts: (config) => {
      const { encoderLayers, decoderLayers } = config;
      return { ...sizes(config), kind: 'encoder-decoder', layers: decoderLayers, encoderLayers, decoderLayers };
    },
    decoder: decoderFacts,
    body: t5Model,
    heads: {
      ForConditionalGeneration: t5ConditionalGeneration,
      ForSequenceClassification: endTokenClassification,
      ForQuestionAnswering: questionAnswering,
    },
  });
  const encoderAlone = architecture<T5Config>({
    ...family,
    facts: (config) => {
      const none = { encoderLayers: null, decoderLayers: null };
      return { ...sizes(config), kind: 'encoder-only', layers: config.encoderLayers, ...none };
    },
    body: (context) => t5Encoder(context, context.taps),
    heads: { ForTokenClassification: tokenClassification },
  });
  const ofTheEncoder = [`${classPrefix}EncoderModel`, `${classPrefix}ForTokenClassification`];
  return {
    ...encoderDecoder,
    configure: (raw) => {
      const isEncoder = ofTheEncoder.includes(raw.architectures?.[0] ?? '');
      return (isEncoder ? encoderAlone : encoderDecoder).configure(raw);
    },
  };
}

function sizes({ heads, hiddenSize, vocabSize }: T5Config): Omit<BodyFacts, 'kind' | 'layers'> {
  return { heads, hiddenSize, vocabSize, maxPositions: null, tokenTypes: 0, positionRows: null };
}

/** Heads that classify or answer give the decoder the text itself, moved one place to the right. */
function decoderFacts({ startTokenId, endTokenId }: T5Config, head: string | null): DecoderFacts {
  const readsAt = head === 'ForSequenceClassification' ? endTokenId : null;
  return { startTokenId, default: head === null || head === 'ForConditionalGeneration' ? 'start' : 'text', readsAt };
}
