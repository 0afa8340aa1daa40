import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import { activationName, epsilon, optionalSize, size, tokenId } from './fields';
import { refuseLookingAhead } from './language-model';
import type { RawConfig } from './raw-config';
import { readRope } from './rope-settings';
import { checkGroups, type RotaryDecoderConfig } from './rotary-decoder-config';

/** Sizes that the config classes of Llama's descendants give by default. */
interface Defaults {
  readonly intermediateSize: number;
  readonly maxPositions: number;
  /** Null for as many as there are heads. */
  readonly keyValueHeads: number | null;
}

function schema({ intermediateSize, maxPositions, keyValueHeads }: Defaults) {
  return v.object({
    vocab_size: size(32_000),
    hidden_size: size(4096),
    intermediate_size: size(intermediateSize),
    num_hidden_layers: size(32),
    num_attention_heads: size(32),
    num_key_value_heads: optionalSize(keyValueHeads),
    head_dim: optionalSize(null),
    hidden_act: activationName('silu'),
    max_position_embeddings: size(maxPositions),
    rms_norm_eps: epsilon(1e-6),
    pad_token_id: tokenId(null),
    tie_word_embeddings: v.optional(v.boolean(), false),
    attention_bias: v.optional(v.boolean(), false),
    mlp_bias: v.optional(v.boolean(), false),
    sliding_window: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), 4096),
  });
}

/** What Llama and Mistral have in common. Throws LensError `bad-file` or `unsupported`. */
function reader(defaults: Defaults) {
  const fields = schema(defaults);
  return (raw: RawConfig) => {
    refuseLookingAhead(raw);
    const given = checkShape(raw, fields, 'config.json');
    const headDim = given.head_dim ?? Math.floor(given.hidden_size / given.num_attention_heads);
    const maxPositions = given.max_position_embeddings;
    const config = {
      vocabSize: given.vocab_size,
      hiddenSize: given.hidden_size,
      intermediateSize: given.intermediate_size,
      numHiddenLayers: given.num_hidden_layers,
      numAttentionHeads: given.num_attention_heads,
      numKeyValueHeads: given.num_key_value_heads ?? given.num_attention_heads,
      headDim,
      hiddenAct: given.hidden_act,
      rmsNormEps: given.rms_norm_eps,
      maxPositions,
      rope: readRope(raw, { headDim, maxPositions, defaultTheta: 10_000, partial: false }),
      padTokenId: given.pad_token_id,
      tieWordEmbeddings: given.tie_word_embeddings,
    };
    return { given, config };
  };
}

const readLlama = reader({ intermediateSize: 11_008, maxPositions: 2048, keyValueHeads: null });
const readMistral = reader({ intermediateSize: 14_336, maxPositions: 131_072, keyValueHeads: 8 });

/** `LlamaConfig`. Throws LensError `bad-file` for a field that cannot be, `unsupported` for one that is not covered. */
export function readLlamaConfig(raw: RawConfig): RotaryDecoderConfig {
  const { given, config } = readLlama(raw);
  if (given.hidden_size % given.num_attention_heads !== 0) {
    throw new LensError(
      'bad-file',
      `config.json: the hidden size ${given.hidden_size} is not a multiple of the ${given.num_attention_heads} attention heads.`,
    );
  }
  const { attention_bias: attentionBias, mlp_bias: mlpBias } = given;
  return checkGroups({ ...config, attentionBias, mlpBias, slidingWindow: null });
}

/** `MistralConfig`: no biases, a sliding window. */
export function readMistralConfig(raw: RawConfig): RotaryDecoderConfig {
  const { given, config } = readMistral(raw);
  return checkGroups({ ...config, attentionBias: false, mlpBias: false, slidingWindow: given.sliding_window });
}
