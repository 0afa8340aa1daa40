import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import { activationName, dropoutRate, epsilon, size, tokenId } from './fields';
import type { RawConfig } from './raw-config';

/** What T5 depends on, by the names that the modelling file gives to the parts. */
export interface T5Config {
  readonly vocabSize: number;
  /** `d_model` */
  readonly hiddenSize: number;
  /** `d_kv`: of one head; heads x this need not be the hidden size. */
  readonly headSize: number;
  /** `d_ff` */
  readonly intermediateSize: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly heads: number;
  /** Of relative positions. */
  readonly buckets: number;
  /** Distances from here on share the last bucket. */
  readonly maxDistance: number;
  readonly layerNormEps: number;
  readonly activation: string;
  readonly isGated: boolean;
  /** Whether the decoder's output is multiplied by `d_model`^-0.5 before the language model's head. */
  readonly scalesOutputs: boolean;
  /** Whether the first layer's table of relative positions serves all layers of a stack. */
  readonly sharesPositions: boolean;
  readonly endTokenId: number | null;
  readonly startTokenId: number | null;
  readonly dropout: T5Dropout;
}

/** Rates of dropout. */
export interface T5Dropout {
  /** Everywhere in both stacks. */
  readonly stacks: number;
  readonly classifier: number;
  readonly tokenClassifier: number;
}

/** What the config classes of the family differ in. */
export interface T5Defaults {
  readonly vocabSize: number;
  readonly intermediateSize: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: string;
  readonly startTokenId: number | null;
  /** Whether outputs are scaled; null where the config decides, as T5 of either version. */
  readonly scalesOutputs: boolean | null;
  readonly sharesPositions: boolean;
}

const flag = v.optional(v.nullable(v.boolean()));
const endToken = v.pipe(v.number(), v.safeInteger());

const fieldsOf = (defaults: T5Defaults) =>
  v.object({
    vocab_size: size(defaults.vocabSize),
    d_model: size(512),
    d_kv: size(64),
    d_ff: size(defaults.intermediateSize),
    num_layers: size(defaults.layers),
    num_decoder_layers: v.optional(v.nullable(size(defaults.layers))),
    num_heads: size(defaults.heads),
    relative_attention_num_buckets: size(32),
    relative_attention_max_distance: size(128),
    layer_norm_epsilon: epsilon(1e-6),
    feed_forward_proj: activationName(defaults.feedForward),
    dense_act_fn: v.optional(v.string()),
    is_gated_act: v.optional(v.boolean()),
    dropout_rate: dropoutRate(0.1),
    classifier_dropout: dropoutRate(0),
    tie_word_embeddings: flag,
    scale_decoder_outputs: v.optional(v.boolean()),
    eos_token_id: v.optional(v.nullable(v.union([endToken, v.array(endToken)])), 1),
    decoder_start_token_id: tokenId(defaults.startTokenId),
  });

/** `attribute_map` of T5Config: the general names win over its own. */
const aliases = {
  hidden_size: 'd_model',
  num_attention_heads: 'num_heads',
  num_hidden_layers: 'num_layers',
  head_dim: 'd_kv',
} as const;

/** Far more than any model has; a row of a table is kept for each. */
const mostDistance = 100_000;

/**
 * `T5Config` and those of its family.
 * @throws LensError `bad-file` for a field that cannot be, `unsupported` for one that nothing here computes
 */
export function readT5Config(raw: RawConfig, defaults: T5Defaults): T5Config {
  const renamed: Record<string, unknown> = { ...raw };
  for (const [alias, name] of Object.entries(aliases)) {
    if (raw[alias] !== undefined) renamed[name] = raw[alias];
  }
  const fields = fieldsOf(defaults);
  const config = checkShape(renamed, fields, 'config.json');
  checkPositions(config.relative_attention_num_buckets, config.relative_attention_max_distance);
  return {
    vocabSize: config.vocab_size,
    hiddenSize: config.d_model,
    headSize: config.d_kv,
    intermediateSize: config.d_ff,
    encoderLayers: config.num_layers,
    // The default is `num_layers` as the file has it, whatever an alias says.
    decoderLayers:
      config.num_decoder_layers ?? checkShape(raw, v.pick(fields, ['num_layers']), 'config.json').num_layers,
    heads: config.num_heads,
    buckets: config.relative_attention_num_buckets,
    maxDistance: config.relative_attention_max_distance,
    layerNormEps: config.layer_norm_epsilon,
    ...feedForwardOf(config),
    scalesOutputs: defaults.scalesOutputs ?? scalesOutputs(config),
    sharesPositions: defaults.sharesPositions,
    endTokenId: typeof config.eos_token_id === 'number' ? config.eos_token_id : null,
    startTokenId: config.decoder_start_token_id,
    dropout: {
      stacks: config.dropout_rate,
      classifier: config.classifier_dropout,
      tokenClassifier: config.classifier_dropout,
    },
  };
}

type Fields = v.InferOutput<ReturnType<typeof fieldsOf>>;

/** `T5Config.__post_init__`: every T5 is tied, and "not tied" in a config means the newer kind, which does not scale. */
function scalesOutputs(config: Pick<Fields, 'scale_decoder_outputs' | 'tie_word_embeddings'>): boolean {
  return config.scale_decoder_outputs ?? config.tie_word_embeddings !== false;
}

type FeedForwardFields = Pick<Fields, 'feed_forward_proj' | 'dense_act_fn' | 'is_gated_act'>;

/** `feed_forward_proj` is read as T5Config reads it; the two fields that it makes of it win where a file has them. */
function feedForwardOf(config: FeedForwardFields): Pick<T5Config, 'activation' | 'isGated'> {
  const { feed_forward_proj: name } = config;
  const parts = name.split('-');
  if (parts.length > 2 || (parts.length === 2 && parts[0] !== 'gated')) {
    throw new LensError(
      'bad-file',
      `config.json: "feed_forward_proj": "${name}" is neither an activation nor "gated-" and one.`,
    );
  }
  // T5 of version 1.1 says "gated-gelu" and means the approximation.
  const activation = name === 'gated-gelu' ? 'gelu_new' : (parts.at(-1) ?? name);
  return { activation: config.dense_act_fn ?? activation, isGated: config.is_gated_act ?? parts[0] === 'gated' };
}

/** Both stacks need a bucket for exact distances, and a farthest distance behind those. */
function checkPositions(buckets: number, maxDistance: number): void {
  if (buckets < 4) {
    throw new LensError(
      'bad-file',
      `config.json: "relative_attention_num_buckets" is ${buckets}; it takes at least 4.`,
    );
  }
  if (maxDistance <= Math.floor(buckets / 2)) {
    throw new LensError(
      'bad-file',
      `config.json: "relative_attention_max_distance" is ${maxDistance}, which is not over half of the ${buckets} buckets.`,
    );
  }
  if (maxDistance > mostDistance) {
    throw new LensError(
      'unsupported',
      `The setting "relative_attention_max_distance": ${maxDistance} in config.json is not covered: at most ${mostDistance} is.`,
    );
  }
}
