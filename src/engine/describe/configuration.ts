import { mostFieldsListed, type ConfigField } from '../../common/contracts/description';
import type { RawConfig } from '../architectures/config/raw-config';
import { defaultsOf } from './class-defaults';

/** The fields that decide what a model computes, in the order in which a person looks for them. */
const mainFields = [
  ...[
    'num_hidden_layers',
    'n_layer',
    'n_layers',
    'num_layers',
    'encoder_layers',
    'num_decoder_layers',
    'decoder_layers',
  ],
  ...['num_attention_heads', 'n_head', 'n_heads', 'num_heads', 'encoder_attention_heads', 'decoder_attention_heads'],
  ...[
    'num_key_value_heads',
    'num_kv_heads',
    'multi_query',
    'hidden_size',
    'n_embd',
    'dim',
    'd_model',
    'embedding_size',
  ],
  ...['head_dim', 'd_kv', 'intermediate_size', 'n_inner', 'hidden_dim', 'd_ff', 'ffn_dim', 'encoder_ffn_dim'],
  ...['decoder_ffn_dim', 'num_local_experts', 'num_experts', 'num_experts_per_tok', 'moe_intermediate_size'],
  ...['hidden_act', 'hidden_activation', 'activation_function', 'activation', 'feed_forward_proj'],
  ...['max_position_embeddings', 'n_positions', 'seq_length', 'position_embedding_type', 'rope_theta', 'rope_scaling'],
  ...['rope_parameters', 'partial_rotary_factor', 'rotary_pct', 'relative_attention_num_buckets'],
  ...['relative_attention_max_distance', 'sliding_window', 'use_sliding_window', 'layer_types', 'attention_bias'],
  ...['layer_norm_eps', 'layer_norm_epsilon', 'rms_norm_eps', 'norm_eps', 'type_vocab_size', 'tie_word_embeddings'],
  ...['vocab_size', 'problem_type'],
];

/** These are shown elsewhere, or say nothing of the model. */
const elsewhere = new Set(['architectures', 'model_type', 'id2label', 'label2id', '_name_or_path', 'auto_map']);
const mostCharacters = 300;

/** The config by field name as it is written, with the defaults of the class where its architecture is known. */
export function configurationOf(config: RawConfig): ConfigField[] {
  const written = Object.entries(config).filter(([name, value]) => value !== undefined && !elsewhere.has(name));
  const present = new Set(written.map(([name]) => name));
  const defaults = Object.entries(defaultsOf(config.model_type)).filter(([name]) => !present.has(name));
  const all = [
    ...written.map(([name, value]) => field(name, value, false)),
    ...defaults.map(([name, value]) => field(name, value, true)),
  ];
  const place = (name: string): number => (mainFields.includes(name) ? mainFields.indexOf(name) : mainFields.length);
  return all.toSorted((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1)).slice(0, mostFieldsListed);
}

function field(name: string, value: unknown, isDefault: boolean) {
  return { name: clip(name), value: clip(written(value)), isDefault, isMain: mainFields.includes(name) };
}

/** As it stands in the file; a text without its quotes. */
function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function clip(text: string): string {
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
