import type { ModelInfo } from '../../../common/contracts/model';
import type { RawConfig } from './raw-config';

/** What a config.json says of a model of any architecture; null where it says nothing. */
export interface GeneralFacts {
  readonly kind: ModelInfo['kind'];
  /** Of the decoder where there are two stacks. */
  readonly layers: number | null;
  readonly heads: number | null;
  readonly kvHeads: number | null;
  readonly hiddenSize: number | null;
  readonly vocabSize: number | null;
  /** The longest text that the model was made for; null where positions have no end. */
  readonly maxPositions: number | null;
  /** Rows of the position table, with those that are left to padding; null where there is no table. */
  readonly positionRows: number | null;
  readonly tokenTypes: number | null;
  /** Both null unless there are two stacks. */
  readonly encoderLayers: number | null;
  readonly decoderLayers: number | null;
}

/** The names that configs have for a number: the general one and those that the `attribute_map`s of transformers map to it. */
const names = {
  layers: ['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers', 'encoder_layers'],
  decoderLayers: ['decoder_layers', 'num_decoder_layers'],
  heads: ['num_attention_heads', 'n_head', 'n_heads', 'num_heads', 'encoder_attention_heads'],
  kvHeads: ['num_key_value_heads', 'num_kv_heads', 'n_head_kv'],
  hiddenSize: ['hidden_size', 'n_embd', 'd_model', 'dim', 'emb_dim', 'model_dim'],
  vocabSize: ['vocab_size', 'n_words', 'src_vocab_size'],
  positions: ['max_position_embeddings', 'n_positions', 'max_seq_len', 'max_source_positions', 'seq_length', 'n_ctx'],
  tokenTypes: ['type_vocab_size'],
} as const;

/** Positions that count from the ids and leave the first rows of the table to padding (`padding_idx` + 1). */
const afterPadding: ReadonlySet<string> = new Set([
  ...[
    'roberta',
    'xlm-roberta',
    'xlm-roberta-xl',
    'camembert',
    'roberta-prelayernorm',
    'data2vec-text',
    'xmod',
    'ibert',
  ],
  ...['longformer', 'mpnet', 'luke', 'mluke', 'layoutlmv3', 'esm', 'markuplm'],
]);

/** Models whose positions are relative, whatever the config gives as a length. */
const withoutEnd: ReadonlySet<string> = new Set([
  't5',
  'mt5',
  'umt5',
  'longt5',
  'bloom',
  'xlnet',
  'transfo-xl',
  'mamba',
]);

/** Models whose positions turn queries and keys: there is no table that a text could be too long for. */
const turning =
  /^(llama|mistral|mixtral|qwen|gemma|phi|olmo|smollm|stablelm|cohere|granite|starcoder2|exaone|deepseek|helium|lfm|gpt_neox$|modernbert)/;

/** What configs say of rotary position embeddings. */
const turningField = /^(\w+_)?rope_(theta|scaling|parameters)$|^rotary_(pct|emb_base)$/;

const decoders =
  /^(gpt|llama|mistral|mixtral|qwen|gemma|phi|opt$|bloom|falcon|olmo|smollm|stablelm|cohere|codegen|starcoder|granite|mpt$|ctrl$|rwkv|mamba|xglm|biogpt|openai|exaone|deepseek|helium|lfm)/;

/** True where position ids count from the ids, as in RoBERTa. */
export function countsAfterPadding(config: RawConfig): boolean {
  return afterPadding.has(config.model_type ?? '');
}

/** Reads what configs of all architectures have in common. Values that cannot be are taken as not there. */
export function generalFacts(config: RawConfig): GeneralFacts {
  const find = (keys: readonly string[]): number | null =>
    firstCount(config, keys) ?? firstCount(textPart(config), keys);
  const kind = kindOf(config);
  const [layers, decoderLayers] = [find(names.layers), find(names.decoderLayers)];
  const heads = find(names.heads);
  const twoStacks = kind === 'encoder-decoder';
  return {
    kind,
    layers: twoStacks ? (decoderLayers ?? layers) : layers,
    heads,
    kvHeads: config['multi_query'] === true ? 1 : (find(names.kvHeads) ?? heads),
    hiddenSize: find(names.hiddenSize),
    vocabSize: find(names.vocabSize),
    ...positionsOf(config, find(names.positions)),
    tokenTypes: find(names.tokenTypes),
    encoderLayers: twoStacks ? layers : null,
    decoderLayers: twoStacks ? (decoderLayers ?? layers) : null,
  };
}

function firstCount(config: Readonly<Record<string, unknown>>, keys: readonly string[]): number | null {
  const found = keys.map((key) => config[key]).find((value) => Number.isSafeInteger(value) && Number(value) >= 0);
  return found === undefined ? null : Number(found);
}

/** Models of text and pictures keep what is about text in a part of its own. */
function textPart(config: RawConfig): Readonly<Record<string, unknown>> {
  const part = config['text_config'];
  return typeof part === 'object' && part !== null ? (part as Readonly<Record<string, unknown>>) : {};
}

function positionsOf(config: RawConfig, rows: number | null): Pick<GeneralFacts, 'positionRows' | 'maxPositions'> {
  if (rows === null || rows === 0 || withoutEnd.has(config.model_type ?? '') || config['alibi'] === true) {
    return { positionRows: null, maxPositions: null };
  }
  const turns = turning.test(config.model_type ?? '') || Object.keys(config).some((key) => turningField.test(key));
  if (turns) return { positionRows: null, maxPositions: rows };
  const reserved = countsAfterPadding(config) ? paddingId(config, 1) + 1 : 0;
  return { positionRows: rows, maxPositions: Math.max(0, rows - reserved) };
}

/** The id of padding, `fallback` where the config has none. */
export function paddingId(config: RawConfig, fallback: number): number {
  // MPNet's own code has 1, whatever its config says.
  const id = config.model_type === 'mpnet' ? 1 : config['pad_token_id'];
  return Number.isSafeInteger(id) && Number(id) >= 0 ? Number(id) : fallback;
}

function kindOf(config: RawConfig): ModelInfo['kind'] {
  if (config.is_encoder_decoder === true) return 'encoder-decoder';
  const [className = ''] = config.architectures ?? [];
  const type = config.model_type ?? '';
  if (/^(t5|mt5|umt5|longt5|bart|mbart|marian|pegasus|m2m_100|blenderbot|led|prophetnet|fsmt)\b/.test(type)) {
    return 'encoder-decoder';
  }
  const decodes =
    decoders.test(type) || config.is_decoder === true || /(ForCausalLM|(?<!With)LMHeadModel)$/.test(className);
  return decodes ? 'decoder-only' : 'encoder-only';
}
