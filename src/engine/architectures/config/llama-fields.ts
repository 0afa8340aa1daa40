import * as v from 'valibot';
import { checkShape } from '../../../common/json/parse-json';
import { activationName, dropoutRate, epsilon, optionalSize, size, tokenId } from './fields';
import { refuseDecoderFlags, tokenClassifierRate } from './language-model';
import type { RawConfig } from './raw-config';
import { readRope, type RopeFamily } from './rope-settings';
import { checkGroups, type RotaryDecoderConfig } from './rotary-decoder-config';

/** What a config class of Llama's kind gives by default. */
export interface LlamaDefaults {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly intermediateSize: number;
  readonly layers: number;
  readonly heads: number;
  /** Null for as many as there are heads; where the config says null, it is always that. */
  readonly keyValueHeads: number | null;
  /** Null for the hidden size divided among the heads. */
  readonly headDim?: number | null;
  readonly hiddenAct?: string;
  readonly maxPositions: number;
  readonly rmsNormEps: number;
  readonly padTokenId: number | null;
  readonly tieWordEmbeddings: boolean;
  readonly rope?: Partial<Pick<RopeFamily, 'defaultTheta' | 'partial' | 'originalMaxPositions' | 'oldNames'>>;
}

/** The fields of which each architecture makes something of its own. */
export type LlamaSettings = Omit<RotaryDecoderConfig, 'biases' | 'windowOf' | 'rotates'>;

function schema(defaults: LlamaDefaults) {
  return v.object({
    vocab_size: size(defaults.vocabSize),
    hidden_size: size(defaults.hiddenSize),
    intermediate_size: size(defaults.intermediateSize),
    num_hidden_layers: size(defaults.layers),
    num_attention_heads: size(defaults.heads),
    num_key_value_heads: optionalSize(defaults.keyValueHeads),
    head_dim: optionalSize(defaults.headDim ?? null),
    hidden_act: activationName(defaults.hiddenAct ?? 'silu'),
    max_position_embeddings: size(defaults.maxPositions),
    rms_norm_eps: epsilon(defaults.rmsNormEps),
    pad_token_id: tokenId(defaults.padTokenId),
    attention_dropout: dropoutRate(0),
    // Of Phi-3 alone; other configs do not have it.
    resid_pdrop: dropoutRate(0),
    tie_word_embeddings: v.optional(v.boolean(), defaults.tieWordEmbeddings),
  });
}

/**
 * Makes the reader of what all configs of Llama's kind have in common. It throws LensError `bad-file` for a field that
 * cannot be and `unsupported` for one that is not covered.
 */
export function llamaFields(defaults: LlamaDefaults): (raw: RawConfig) => LlamaSettings {
  const fields = schema(defaults);
  return (raw) => {
    refuseDecoderFlags(raw);
    const given = checkShape(raw, fields, 'config.json');
    const headDim = given.head_dim ?? Math.floor(given.hidden_size / given.num_attention_heads);
    const numAttentionHeads = given.num_attention_heads;
    const numKeyValueHeads = given.num_key_value_heads ?? numAttentionHeads;
    checkGroups({ numAttentionHeads, numKeyValueHeads, headDim });
    const maxPositions = given.max_position_embeddings;
    return {
      ...{ numAttentionHeads, numKeyValueHeads, headDim, maxPositions },
      vocabSize: given.vocab_size,
      hiddenSize: given.hidden_size,
      intermediateSize: given.intermediate_size,
      numHiddenLayers: given.num_hidden_layers,
      hiddenAct: given.hidden_act,
      rmsNormEps: given.rms_norm_eps,
      padTokenId: given.pad_token_id,
      dropout: {
        embeddings: 0,
        attention: given.attention_dropout,
        residual: given.resid_pdrop,
        tokenClassifier: tokenClassifierRate(raw),
      },
      tieWordEmbeddings: given.tie_word_embeddings,
      rope: readRope(raw, { headDim, maxPositions, defaultTheta: 10_000, partial: false, ...defaults.rope }),
    };
  };
}

/** A flag, false where the config has none. */
const flag = v.optional(v.boolean(), false);
const biasFields = v.object({ attention_bias: flag, mlp_bias: flag });

/** `attention_bias` and `mlp_bias`. Throws LensError `bad-file` where they are no flags. */
export function biasesOf(raw: RawConfig): { attention: boolean; feedForward: boolean } {
  const { attention_bias: attention, mlp_bias: feedForward } = checkShape(raw, biasFields, 'config.json');
  return { attention, feedForward };
}
