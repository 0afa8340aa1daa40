import type { ModelPart } from '../../../common/contracts/description';

/** The last module on the way to a tensor is a norm. */
const norm = /(^|[._])(\w*norm\w*|LayerNorm|ln_?\w*)\.(weight|bias|gamma|beta|scale)$/i;
const head =
  /^(cls|classifier|lm_head|qa_outputs|score|vocab_(transform|layer_norm|projector)|pre_classifier|classification_head|embed_out|predictions|generator_(lm_head|predictions)|discriminator_predictions|head|output_projection|out_proj|decoder\.(weight|bias)$)(\.|$)/;
const pooler = /(^|\.)pooler\./;
const attention = /attn|attention|query_key_value|relative_attention_bias|sa_layer/i;
const embedding =
  /(^|\.)(\w*embeddings?\w*|wte|wpe|embed(_tokens|_in|_positions)?|emb|tok_emb|shared|rel_embeddings|embedding_hidden_mapping_in|project_in)\./;
const mlp =
  /(^|[._])(mlp|ffn\w*|feed_forward|fc[12]|intermediate|output\.dense|DenseReluDense|experts?|shared_expert\w*|block_sparse_moe|moe|w[123]|wi(_[01])?|wo|dense_(4h_to_h|h_to_4h))\./i;

/** No module has a longer name; what a file calls so is not looked into. */
const longestName = 500;

/** The part of the model that a tensor belongs to, by its name. */
export function partOf(name: string): ModelPart {
  if (name.length > longestName) return 'other';
  if (head.test(name.replace(/^(model|transformer)\.(?=(classifier|score|lm_head)\.)/, ''))) return 'head';
  if (pooler.test(name)) return 'pooler';
  if (norm.test(name)) return 'norms';
  if (attention.test(name)) return 'attention';
  if (mlp.test(name)) return 'mlp';
  return embedding.test(name) ? 'embedding' : 'other';
}
