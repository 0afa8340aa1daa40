import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import { activationName, dropoutRate, size, tokenId } from './fields';
import type { RawConfig } from './raw-config';

/** What one stack of BART depends on. */
export interface BartStackConfig {
  readonly layers: number;
  readonly heads: number;
  readonly intermediateSize: number;
}

/** What BART and Marian depend on. */
export interface BartConfig {
  readonly vocabSize: number;
  /** `d_model` */
  readonly hiddenSize: number;
  readonly encoder: BartStackConfig;
  readonly decoder: BartStackConfig;
  readonly activation: string;
  readonly maxPositions: number;
  /** Whether word embeddings are multiplied by the root of the hidden size. */
  readonly scalesEmbeddings: boolean;
  readonly tieWordEmbeddings: boolean;
  readonly endTokenId: number | null;
  readonly startTokenId: number | null;
  readonly dropout: BartDropout;
}

/** Rates of dropout. */
export interface BartDropout {
  /** Of the embeddings and of what a block gives before it is added. */
  readonly hidden: number;
  /** Of attention probabilities. */
  readonly attention: number;
  /** Of what comes out of the activation. */
  readonly activation: number;
  readonly classifier: number;
}

/** What the config classes of the family differ in. */
export interface BartDefaults {
  readonly vocabSize: number;
  readonly endTokenId: number;
  readonly startTokenId: number;
}

const endToken = v.pipe(v.number(), v.safeInteger());
const flag = (fallback: boolean) => v.optional(v.nullable(v.boolean()), fallback);

const fieldsOf = ({ vocabSize, endTokenId, startTokenId }: BartDefaults) =>
  v.object({
    vocab_size: size(vocabSize),
    decoder_vocab_size: v.optional(v.nullable(size(vocabSize))),
    d_model: size(1024),
    encoder_layers: size(12),
    encoder_attention_heads: size(16),
    encoder_ffn_dim: size(4096),
    decoder_layers: size(12),
    decoder_attention_heads: size(16),
    decoder_ffn_dim: size(4096),
    activation_function: activationName('gelu'),
    max_position_embeddings: size(1024),
    dropout: dropoutRate(0.1),
    attention_dropout: dropoutRate(0),
    activation_dropout: dropoutRate(0),
    classifier_dropout: dropoutRate(0),
    scale_embedding: flag(false),
    tie_word_embeddings: flag(true),
    share_encoder_decoder_embeddings: flag(true),
    eos_token_id: v.optional(v.nullable(v.union([endToken, v.array(endToken)])), endTokenId),
    decoder_start_token_id: tokenId(startTokenId),
  });

/** `attribute_map`: the general names win over those of the family. */
const aliases = {
  hidden_size: 'd_model',
  num_attention_heads: 'encoder_attention_heads',
  num_hidden_layers: 'encoder_layers',
} as const;

/**
 * `BartConfig` and `MarianConfig`. What older configs say of where norms are (`normalize_before` and the like) is not
 * read, as transformers does not read it.
 * @throws LensError `bad-file` for a field that cannot be, `unsupported` for one that nothing here computes
 */
export function readBartConfig(raw: RawConfig, defaults: BartDefaults): BartConfig {
  const renamed: Record<string, unknown> = { ...raw };
  for (const [alias, name] of Object.entries(aliases)) {
    if (raw[alias] !== undefined) renamed[name] = raw[alias];
  }
  const config = checkShape(renamed, fieldsOf(defaults), 'config.json');
  const encoder = { heads: config.encoder_attention_heads, intermediateSize: config.encoder_ffn_dim };
  const decoder = { heads: config.decoder_attention_heads, intermediateSize: config.decoder_ffn_dim };
  checkSizes(config.d_model, [encoder.heads, decoder.heads]);
  if (
    config.share_encoder_decoder_embeddings === false ||
    (config.decoder_vocab_size ?? config.vocab_size) !== config.vocab_size
  ) {
    throw new LensError(
      'unsupported',
      'The setting "share_encoder_decoder_embeddings": false in config.json is not covered yet: the decoder has a vocabulary of its own.',
    );
  }
  return {
    vocabSize: config.vocab_size,
    hiddenSize: config.d_model,
    encoder: { layers: config.encoder_layers, ...encoder },
    decoder: { layers: config.decoder_layers, ...decoder },
    activation: config.activation_function,
    maxPositions: config.max_position_embeddings,
    scalesEmbeddings: config.scale_embedding === true,
    tieWordEmbeddings: config.tie_word_embeddings !== false,
    endTokenId: typeof config.eos_token_id === 'number' ? config.eos_token_id : null,
    startTokenId: config.decoder_start_token_id,
    dropout: {
      hidden: config.dropout,
      attention: config.attention_dropout,
      activation: config.activation_dropout,
      classifier: config.classifier_dropout,
    },
  };
}

function checkSizes(hiddenSize: number, heads: readonly number[]): void {
  const wrong = heads.find((count) => hiddenSize % count !== 0);
  if (wrong === undefined) return;
  throw new LensError(
    'bad-file',
    `config.json: the hidden size ${hiddenSize} is not a multiple of the ${wrong} attention heads.`,
  );
}
