import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import type { BodyFacts } from '../architecture';
import { activationName, dropoutRate, epsilon, optionalSize, size, tokenId } from './fields';
import { refuseDecoderFlags, tokenClassifierRate, type LanguageModelConfig } from './language-model';
import type { RawConfig } from './raw-config';

/** What GPT-2 depends on. */
export interface Gpt2Config extends LanguageModelConfig {
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
  readonly intermediateSize: number;
  readonly activation: string;
  readonly layerNormEpsilon: number;
  /** Rows of the position table. */
  readonly positionRows: number;
  /** Whether the products of queries and keys are divided by the root of the size of a head. */
  readonly scaleAttnWeights: boolean;
  /** Whether they are divided by the number of the layer, counted from 1, as well. */
  readonly scaleAttnByInverseLayerIdx: boolean;
}

const fields = v.object({
  vocab_size: size(50_257),
  n_positions: size(1024),
  n_embd: size(768),
  n_layer: size(12),
  n_head: size(12),
  n_inner: optionalSize(null),
  activation_function: activationName('gelu_new'),
  layer_norm_epsilon: epsilon(1e-5),
  scale_attn_weights: v.optional(v.boolean(), true),
  scale_attn_by_inverse_layer_idx: v.optional(v.boolean(), false),
  // Only the order in which half precision is computed; the weights here are float32.
  reorder_and_upcast_attn: v.optional(v.boolean(), false),
  pad_token_id: tokenId(null),
  embd_pdrop: dropoutRate(0.1),
  attn_pdrop: dropoutRate(0.1),
  resid_pdrop: dropoutRate(0.1),
  tie_word_embeddings: v.optional(v.boolean(), true),
});

/** `attribute_map` of GPT2Config: the general names are taken as well, and win when both are there. */
const aliases = {
  hidden_size: 'n_embd',
  max_position_embeddings: 'n_positions',
  num_attention_heads: 'n_head',
  num_hidden_layers: 'n_layer',
} as const;

/** `GPT2Config`. Throws LensError `bad-file` for a field that cannot be. */
export function readGpt2Config(raw: RawConfig): Gpt2Config {
  refuseDecoderFlags(raw);
  const renamed: Record<string, unknown> = { ...raw };
  for (const [alias, name] of Object.entries(aliases)) {
    if (raw[alias] !== undefined) renamed[name] = raw[alias];
  }
  const config = checkShape(renamed, fields, 'config.json');
  if (config.n_embd % config.n_head !== 0) {
    throw new LensError(
      'bad-file',
      `config.json: the hidden size ${config.n_embd} is not a multiple of the ${config.n_head} attention heads.`,
    );
  }
  return {
    vocabSize: config.vocab_size,
    hiddenSize: config.n_embd,
    numHiddenLayers: config.n_layer,
    numAttentionHeads: config.n_head,
    intermediateSize: config.n_inner ?? 4 * config.n_embd,
    activation: config.activation_function,
    layerNormEpsilon: config.layer_norm_epsilon,
    positionRows: config.n_positions,
    scaleAttnWeights: config.scale_attn_weights,
    scaleAttnByInverseLayerIdx: config.scale_attn_by_inverse_layer_idx,
    padTokenId: config.pad_token_id,
    dropout: {
      embeddings: config.embd_pdrop,
      attention: config.attn_pdrop,
      residual: config.resid_pdrop,
      tokenClassifier: tokenClassifierRate(raw),
    },
    tieWordEmbeddings: config.tie_word_embeddings,
  };
}

/** The facts of GPT-2. */
export function gpt2Facts(config: Gpt2Config): BodyFacts {
  return {
    kind: 'decoder-only',
    layers: config.numHiddenLayers,
    heads: config.numAttentionHeads,
    hiddenSize: config.hiddenSize,
    vocabSize: config.vocabSize,
    maxPositions: config.positionRows,
    tokenTypes: 0,
    takesWordTypes: true,
    positionRows: config.positionRows,
  };
}
