import { made } from './make';

/** Attention and MLP side by side. */
export const neox = made({
  config: {
    architectures: ['GPTNeoXForCausalLM'],
    model_type: 'gpt_neox',
    num_hidden_layers: 6,
    num_attention_heads: 8,
    hidden_size: 512,
    intermediate_size: 2048,
    hidden_act: 'gelu',
    max_position_embeddings: 2048,
    rotary_pct: 0.25,
    rotary_emb_base: 10000,
    use_parallel_residual: true,
    vocab_size: 50304,
  },
  layers: 6,
  dtype: 'float16',
  files: ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'],
  shapes: {
    'gpt_neox.embed_in.weight': [50304, 512],
    'gpt_neox.layers.N.input_layernorm.weight': [512],
    'gpt_neox.layers.N.input_layernorm.bias': [512],
    'gpt_neox.layers.N.post_attention_layernorm.weight': [512],
    'gpt_neox.layers.N.post_attention_layernorm.bias': [512],
    'gpt_neox.layers.N.attention.bias': [1, 1, 2048, 2048],
    'gpt_neox.layers.N.attention.query_key_value.weight': [1536, 512],
    'gpt_neox.layers.N.attention.query_key_value.bias': [1536],
    'gpt_neox.layers.N.attention.dense.weight': [512, 512],
    'gpt_neox.layers.N.attention.dense.bias': [512],
    'gpt_neox.layers.N.mlp.dense_h_to_4h.weight': [2048, 512],
    'gpt_neox.layers.N.mlp.dense_h_to_4h.bias': [2048],
    'gpt_neox.layers.N.mlp.dense_4h_to_h.weight': [512, 2048],
    'gpt_neox.layers.N.mlp.dense_4h_to_h.bias': [512],
    'gpt_neox.final_layer_norm.weight': [512],
    'gpt_neox.final_layer_norm.bias': [512],
    'embed_out.weight': [50304, 512],
  },
});

/** A family that is not known, with many tensors. */
export const unknown = made({
  config: {
    architectures: ['XlanceForCausalLM'],
    model_type: 'xlance',
    num_hidden_layers: 80,
    num_attention_heads: 16,
    vocab_size: 1000,
  },
  layers: 80,
  statistics: false,
  shapes: {
    'backbone.embed.weight': [1000, 256],
    'backbone.mixers.N.time_mix.decay': [256],
    'backbone.mixers.N.time_mix.key.weight': [256, 256],
    'backbone.mixers.N.time_mix.value.weight': [256, 256],
    'backbone.mixers.N.channel_mix.key.weight': [1024, 256],
    'backbone.mixers.N.norm_before.weight': [256],
    'lm_head.weight': [1000, 256],
  },
});

/** Gemma 2 with many query heads, of which only the config is known. */
export const withoutTensors = made({
  config: {
    architectures: ['Gemma2ForCausalLM'],
    model_type: 'gemma2',
    num_hidden_layers: 26,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    head_dim: 64,
    hidden_size: 2304,
    intermediate_size: 9216,
    hidden_activation: 'gelu_pytorch_tanh',
    sliding_window: 4096,
    max_position_embeddings: 8192,
    vocab_size: 256000,
  },
  layers: 26,
  shapes: null,
  statistics: false,
});
