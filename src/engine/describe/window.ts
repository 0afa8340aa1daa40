import type { BlockOf } from '../../common/contracts/description';
import type { Fields } from './fields';

type Window = BlockOf<'attention'>['window'];

/** Which layers see only the tokens near by, and how many those are; null where all see all. */
export function windowOf(fields: Fields, layers: number | null): Window {
  const size = windowSize(fields);
  if (size === null || size === 0 || layers === null) return null;
  const sliding = slidingLayers(fields, layers);
  return sliding > 0 ? { size, layers: sliding } : null;
}

/** The size, with the default of the class where the config has none. */
function windowSize(fields: Fields): number | null {
  switch (fields.modelType) {
    case 'modernbert':
      return fields.count('local_attention') ?? 128;
    case 'gpt_neo':
      return fields.count('window_size') ?? 256;
    case 'mistral':
    case 'gemma2':
    case 'gemma3':
    case 'gemma3_text':
      return fields.has('sliding_window') ? fields.count('sliding_window') : 4096;
    case 'phi3':
    case 'mixtral':
    case 'starcoder2':
    case 'olmo3':
    case 'ministral':
      return fields.count('sliding_window');
    default:
      return fields.flag('use_sliding_window') === true ? fields.count('sliding_window') : null;
  }
}

function slidingLayers(fields: Fields, layers: number): number {
  const types = fields.list('layer_types');
  if (types.length > 0) return types.filter((type) => type === 'sliding_attention').length;
  const each = (period: number | null, fallback: number): number => Math.max(1, period ?? fallback);
  switch (fields.modelType) {
    case 'modernbert':
      return layers - Math.ceil(layers / each(fields.count('global_attn_every_n_layers'), 3));
    case 'gemma2':
      return Math.ceil(layers / 2);
    case 'gpt_neo':
      return localLayers(fields) ?? Math.floor(layers / 2);
    case 'gemma3':
    case 'gemma3_text':
      return layers - Math.floor(layers / each(fields.count('sliding_window_pattern'), 6));
    case 'olmo3':
      return layers - Math.floor(layers / 4);
    case 'qwen2':
    case 'qwen2_moe':
    case 'qwen3':
    case 'qwen3_moe':
      return Math.max(0, layers - (fields.count('max_window_layers') ?? 28));
    default:
      return layers;
  }
}

function localLayers(fields: Fields): number | null {
  const types = fields.list('attention_layers');
  return types.length === 0 ? null : types.filter((type) => type === 'local').length;
}
