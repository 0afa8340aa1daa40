import type { BodyFacts } from '../architecture';
import type { EncoderConfig } from './encoder-config';

/**
 * The facts of an encoder, or of its layers as a decoder.
 * @param reserved rows at the beginning of the position table that no real token gets
 */
export function encoderFacts(config: EncoderConfig, reserved: number): BodyFacts {
  return {
    kind: config.isDecoder ? 'decoder-only' : 'encoder-only',
    layers: config.numHiddenLayers,
    heads: config.numAttentionHeads,
    hiddenSize: config.hiddenSize,
    vocabSize: config.vocabSize,
    maxPositions: Math.max(0, config.positionRows - reserved),
    tokenTypes: config.typeVocabSize,
    positionRows: config.positionRows,
  };
}
