import { made, type Shapes } from './make';

const llamaLayer = (hidden: number, kv: number, inner: number): Shapes => ({
  'model.layers.N.input_layernorm.weight': [hidden],
  'model.layers.N.self_attn.q_proj.weight': [hidden, hidden],
  'model.layers.N.self_attn.k_proj.weight': [kv, hidden],
  'model.layers.N.self_attn.v_proj.weight': [kv, hidden],
  'model.layers.N.self_attn.o_proj.weight': [hidden, hidden],
  'model.layers.N.mlp.gate_proj.weight': [inner, hidden],
  'model.layers.N.mlp.up_proj.weight': [inner, hidden],
  'model.layers.N.mlp.down_proj.weight': [hidden, inner],
  'model.layers.N.post_attention_layernorm.weight': [hidden],
});

/** The sizes of Qwen2.5-0.5B. */
export const qwen = made({
  config: {
    architectures: ['Qwen2ForCausalLM'],
    model_type: 'qwen2',
    num_hidden_layers: 24,
    num_attention_heads: 14,
    num_key_value_heads: 2,
    hidden_size: 896,
    intermediate_size: 4864,
    hidden_act: 'silu',
    max_position_embeddings: 32768,
    rope_theta: 1000000,
    rms_norm_eps: 1e-6,
    sliding_window: 32768,
    use_sliding_window: false,
    tie_word_embeddings: true,
    vocab_size: 151936,
    bos_token_id: 151643,
    eos_token_id: 151643,
    torch_dtype: 'bfloat16',
    attention_dropout: 0,
    initializer_range: 0.02,
  },
  layers: 24,
  dtype: 'bfloat16',
  shapes: {
    'model.embed_tokens.weight': [151936, 896],
    ...llamaLayer(896, 128, 4864),
    'model.layers.N.self_attn.q_proj.bias': [896],
    'model.layers.N.self_attn.k_proj.bias': [128],
    'model.layers.N.self_attn.v_proj.bias': [128],
    'model.norm.weight': [896],
  },
});

const bertLayer = (hidden: number, inner: number): Shapes => ({
  'roberta.encoder.layer.N.attention.self.query.weight': [hidden, hidden],
  'roberta.encoder.layer.N.attention.self.query.bias': [hidden],
  'roberta.encoder.layer.N.attention.self.key.weight': [hidden, hidden],
  'roberta.encoder.layer.N.attention.self.key.bias': [hidden],
  'roberta.encoder.layer.N.attention.self.value.weight': [hidden, hidden],
  'roberta.encoder.layer.N.attention.self.value.bias': [hidden],
  'roberta.encoder.layer.N.attention.output.dense.weight': [hidden, hidden],
  'roberta.encoder.layer.N.attention.output.dense.bias': [hidden],
  'roberta.encoder.layer.N.attention.output.LayerNorm.weight': [hidden],
  'roberta.encoder.layer.N.attention.output.LayerNorm.bias': [hidden],
  'roberta.encoder.layer.N.intermediate.dense.weight': [inner, hidden],
  'roberta.encoder.layer.N.intermediate.dense.bias': [inner],
  'roberta.encoder.layer.N.output.dense.weight': [hidden, inner],
  'roberta.encoder.layer.N.output.dense.bias': [hidden],
  'roberta.encoder.layer.N.output.LayerNorm.weight': [hidden],
  'roberta.encoder.layer.N.output.LayerNorm.bias': [hidden],
});

/** The sizes of DistilRoBERTa with a head of three labels. */
export const roberta = made({
  config: {
    architectures: ['RobertaForSequenceClassification'],
    model_type: 'roberta',
    num_hidden_layers: 6,
    hidden_act: 'gelu',
    max_position_embeddings: 514,
    layer_norm_eps: 1e-5,
    type_vocab_size: 1,
    vocab_size: 50265,
    bos_token_id: 0,
    pad_token_id: 1,
    eos_token_id: 2,
    id2label: { 0: 'negative', 1: 'neutral', 2: 'positive' },
  },
  layers: 6,
  shapes: {
    'roberta.embeddings.word_embeddings.weight': [50265, 768],
    'roberta.embeddings.position_embeddings.weight': [514, 768],
    'roberta.embeddings.token_type_embeddings.weight': [1, 768],
    'roberta.embeddings.LayerNorm.weight': [768],
    'roberta.embeddings.LayerNorm.bias': [768],
    ...bertLayer(768, 3072),
    'classifier.dense.weight': [768, 768],
    'classifier.dense.bias': [768],
    'classifier.out_proj.weight': [3, 768],
    'classifier.out_proj.bias': [3],
  },
});

const t5Layer = (stack: 'encoder' | 'decoder', last: number): Shapes => ({
  ...Object.fromEntries(
    ['q', 'k', 'v', 'o'].map((name) => [`${stack}.block.N.layer.0.SelfAttention.${name}.weight`, [512, 512]]),
  ),
  [`${stack}.block.N.layer.0.layer_norm.weight`]: [512],
  [`${stack}.block.N.layer.${last}.DenseReluDense.wi.weight`]: [2048, 512],
  [`${stack}.block.N.layer.${last}.DenseReluDense.wo.weight`]: [512, 2048],
  [`${stack}.block.N.layer.${last}.layer_norm.weight`]: [512],
});

/** The sizes of t5-small. */
export const t5 = made({
  config: {
    architectures: ['T5ForConditionalGeneration'],
    model_type: 't5',
    is_encoder_decoder: true,
    num_layers: 6,
    num_heads: 8,
    d_model: 512,
    d_kv: 64,
    d_ff: 2048,
    relative_attention_num_buckets: 32,
    vocab_size: 32128,
    eos_token_id: 1,
    pad_token_id: 0,
    decoder_start_token_id: 0,
  },
  layers: 6,
  shapes: {
    'shared.weight': [32128, 512],
    'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight': [32, 8],
    ...t5Layer('encoder', 1),
    'encoder.final_layer_norm.weight': [512],
    'decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight': [32, 8],
    ...t5Layer('decoder', 2),
    ...Object.fromEntries(
      ['q', 'k', 'v', 'o'].map((name) => [`decoder.block.N.layer.1.EncDecAttention.${name}.weight`, [512, 512]]),
    ),
    'decoder.block.N.layer.1.layer_norm.weight': [512],
    'decoder.final_layer_norm.weight': [512],
  },
});
