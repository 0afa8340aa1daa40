type Defaults = Readonly<Record<string, string | number | boolean | null>>;

const bert: Defaults = {
  num_hidden_layers: 12,
  num_attention_heads: 12,
  hidden_size: 768,
  intermediate_size: 3072,
  hidden_act: 'gelu',
  max_position_embeddings: 512,
  layer_norm_eps: 1e-12,
  type_vocab_size: 2,
  tie_word_embeddings: true,
  vocab_size: 30522,
  pad_token_id: 0,
};

const roberta: Defaults = { ...bert, vocab_size: 50265, pad_token_id: 1, bos_token_id: 0, eos_token_id: 2 };

const llama: Defaults = {
  num_hidden_layers: 32,
  num_attention_heads: 32,
  hidden_size: 4096,
  intermediate_size: 11008,
  hidden_act: 'silu',
  max_position_embeddings: 2048,
  rms_norm_eps: 1e-6,
  attention_bias: false,
  mlp_bias: false,
  tie_word_embeddings: false,
  vocab_size: 32000,
  bos_token_id: 1,
  eos_token_id: 2,
};

const qwen: Defaults = {
  ...llama,
  num_key_value_heads: 32,
  intermediate_size: 22016,
  max_position_embeddings: 32768,
  use_sliding_window: false,
  max_window_layers: 28,
  vocab_size: 151936,
  bos_token_id: null,
  eos_token_id: null,
};

const bart: Defaults = {
  encoder_layers: 12,
  decoder_layers: 12,
  encoder_attention_heads: 16,
  decoder_attention_heads: 16,
  d_model: 1024,
  encoder_ffn_dim: 4096,
  decoder_ffn_dim: 4096,
  activation_function: 'gelu',
  max_position_embeddings: 1024,
  scale_embedding: false,
  tie_word_embeddings: true,
  vocab_size: 50265,
};

const t5: Defaults = {
  num_layers: 6,
  num_heads: 8,
  d_model: 512,
  d_kv: 64,
  d_ff: 2048,
  feed_forward_proj: 'relu',
  relative_attention_num_buckets: 32,
  relative_attention_max_distance: 128,
  layer_norm_epsilon: 1e-6,
  tie_word_embeddings: true,
  vocab_size: 32128,
  pad_token_id: 0,
  eos_token_id: 1,
};

const mt5: Defaults = {
  ...t5,
  num_layers: 8,
  num_heads: 6,
  d_ff: 1024,
  feed_forward_proj: 'gated-gelu',
  tie_word_embeddings: false,
  vocab_size: 250112,
};

/** What the config classes of transformers 5 fill in, for the architectures that are built here. */
const defaults: Readonly<Record<string, Defaults>> = {
  bert,
  roberta,
  'xlm-roberta': { ...roberta, vocab_size: 30522 },
  distilbert: {
    n_layers: 6,
    n_heads: 12,
    dim: 768,
    hidden_dim: 3072,
    activation: 'gelu',
    max_position_embeddings: 512,
    sinusoidal_pos_embds: false,
    tie_word_embeddings: true,
    vocab_size: 30522,
    pad_token_id: 0,
  },
  gpt2: {
    n_layer: 12,
    n_head: 12,
    n_embd: 768,
    n_inner: null,
    activation_function: 'gelu_new',
    n_positions: 1024,
    layer_norm_epsilon: 1e-5,
    scale_attn_weights: true,
    scale_attn_by_inverse_layer_idx: false,
    tie_word_embeddings: true,
    vocab_size: 50257,
    bos_token_id: 50256,
    eos_token_id: 50256,
  },
  llama,
  mistral: {
    ...llama,
    intermediate_size: 14336,
    num_key_value_heads: 8,
    max_position_embeddings: 131072,
    sliding_window: 4096,
  },
  qwen2: qwen,
  qwen3: { ...qwen, head_dim: 128 },
  gemma: {
    ...llama,
    num_hidden_layers: 28,
    num_attention_heads: 16,
    num_key_value_heads: 16,
    hidden_size: 3072,
    head_dim: 256,
    intermediate_size: 24576,
    hidden_act: 'gelu_pytorch_tanh',
    max_position_embeddings: 8192,
    tie_word_embeddings: true,
    vocab_size: 256000,
    pad_token_id: 0,
    bos_token_id: 2,
    eos_token_id: 1,
  },
  phi3: {
    ...llama,
    hidden_size: 3072,
    intermediate_size: 8192,
    max_position_embeddings: 4096,
    rms_norm_eps: 1e-5,
    vocab_size: 32064,
  },
  olmo2: { ...llama, rms_norm_eps: 1e-5, vocab_size: 50304, pad_token_id: 1 },
  smollm3: {
    ...llama,
    num_hidden_layers: 36,
    num_attention_heads: 16,
    num_key_value_heads: 4,
    hidden_size: 2048,
    max_position_embeddings: 32768,
    no_rope_layer_interval: 4,
    use_sliding_window: false,
    tie_word_embeddings: true,
    vocab_size: 128256,
  },
  bart,
  marian: { ...bart, vocab_size: 58101 },
  t5,
  mt5,
  umt5: mt5,
};

/** The defaults of a class; none for one that is not built here. */
export function defaultsOf(modelType: string | undefined): Defaults {
  return modelType !== undefined && Object.hasOwn(defaults, modelType) ? (defaults[modelType] ?? {}) : {};
}
