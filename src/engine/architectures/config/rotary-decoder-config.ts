import { LensError } from '../../../common/errors/lens-error';
import type { BodyFacts } from '../architecture';
import type { LanguageModelConfig } from './language-model';
import type { RopeSettings } from './rope-settings';

/** What a decoder of Llama's kind depends on, whatever its config.json calls it. */
export interface RotaryDecoderConfig extends LanguageModelConfig {
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
  readonly numKeyValueHeads: number;
  readonly headDim: number;
  readonly intermediateSize: number;
  readonly hiddenAct: string;
  readonly rmsNormEps: number;
  readonly maxPositions: number;
  readonly rope: RopeSettings;
  readonly biases: Biases;
  /** How many keys a query of a layer sees, itself among them; null for all before it. */
  readonly windowOf: (layer: number) => number | null;
  /** Whether a layer turns its queries and keys. */
  readonly rotates: (layer: number) => boolean;
}

/** Which linear layers have biases. */
export interface Biases {
  /** Those that make queries, keys and values. */
  readonly projections: boolean;
  readonly output: boolean;
  readonly feedForward: boolean;
}

/** No model has heads near this size; beyond it lies a broken file. */
const maxHeadDim = 65_536;

/**
 * Checks that the heads fit together.
 * @throws LensError `bad-file`
 */
export function checkGroups(config: Pick<RotaryDecoderConfig, 'numAttentionHeads' | 'numKeyValueHeads' | 'headDim'>) {
  const { numAttentionHeads: heads, numKeyValueHeads: kvHeads, headDim } = config;
  if (heads % kvHeads !== 0) {
    const message = `config.json: the ${heads} attention heads are not a multiple of the ${kvHeads} key-value heads.`;
    throw new LensError('bad-file', message);
  }
  if (headDim < 1 || headDim > maxHeadDim) {
    throw new LensError('bad-file', `config.json: attention heads of ${headDim} numbers cannot be.`);
  }
}

/** The facts of a decoder without a position table: its positions have no end. */
export function rotaryDecoderFacts(config: RotaryDecoderConfig): BodyFacts {
  return {
    kind: 'decoder-only',
    layers: config.numHiddenLayers,
    heads: config.numAttentionHeads,
    kvHeads: config.numKeyValueHeads,
    hiddenSize: config.hiddenSize,
    vocabSize: config.vocabSize,
    maxPositions: config.maxPositions,
    tokenTypes: 0,
    positionRows: null,
  };
}
