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

/** What the config classes of transformers 5 fill in, for the architectures that are built here. */
const defaults: Readonly<Record<string, Defaults>> = {
  bert,
  roberta,
  'xlm-roberta': roberta,
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
  t5: {
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
  },
};

/** The defaults of a class; none for one that is not built here. */
export function defaultsOf(modelType: string | undefined): Defaults {
  return modelType !== undefined && Object.hasOwn(defaults, modelType) ? (defaults[modelType] ?? {}) : {};
}
