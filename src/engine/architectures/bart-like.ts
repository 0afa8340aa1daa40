import { architecture, type Architecture, type Heads } from './architecture';
import { readBartConfig, type BartConfig, type BartDefaults } from './config/bart-config';
import { bartModel, type BartPositions } from './parts/bart-model';
import { countedPositions } from './parts/positions';

/** A model of BART's kind under its own name. */
export function bartLike(
  modelType: string,
  classPrefix: string,
  settings: BartDefaults & { readonly positions: BartPositions; readonly heads: Heads<BartConfig> },
): Architecture {
  return architecture<BartConfig>({
    modelType,
    classPrefix,
    baseName: 'model',
    accepts: ['is_encoder_decoder'],
    ...(settings.positions === 'sinusoidal' ? { fixedParameters: /embed_positions\.weight$/ } : {}),
    readConfig: (raw) => readBartConfig(raw, settings),
    facts: ({ encoder, decoder, hiddenSize, vocabSize, maxPositions }) => ({
      kind: 'encoder-decoder',
      layers: decoder.layers,
      heads: encoder.heads,
      ...{ hiddenSize, vocabSize, maxPositions },
      tokenTypes: 0,
      positionRows: maxPositions,
      encoderLayers: encoder.layers,
      decoderLayers: decoder.layers,
    }),
    positions: () => countedPositions,
    decoder: ({ startTokenId, endTokenId }, head) => ({
      startTokenId,
      default: head === null || head === 'ForConditionalGeneration' ? 'start' : 'text',
      readsAt: head === 'ForSequenceClassification' ? endTokenId : null,
    }),
    body: (context) => bartModel(context, settings.positions),
    pooler: null,
    heads: settings.heads,
  });
}
