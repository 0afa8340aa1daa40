import * as v from 'valibot';
import type { RawConfig } from '../../architectures/config/raw-config';

const positive = v.pipe(v.number(), v.finite(), v.minValue(0));

function setting(raw: RawConfig, names: readonly string[], fallback: number): number {
  const found = names.map((name) => raw[name]).find((value) => v.is(positive, value));
  return typeof found === 'number' ? found : fallback;
}

/** The standard deviation with which a matrix starts, as `_init_weights` of its modelling file has it. */
export type Deviation = (parameter: string, shape: readonly number[]) => number;

/** How the matrices of a model start. */
export function deviationsOf(raw: RawConfig): Deviation {
  if (['t5', 'mt5', 'umt5'].includes(raw.model_type ?? '')) return ofT5(raw);
  const range = setting(raw, ['initializer_range', 'init_std'], 0.02);
  if (raw.model_type !== 'gpt2') return () => range;
  // What adds to the residual stream starts smaller, by the number of such layers.
  const residual = range / Math.sqrt(2 * setting(raw, ['num_hidden_layers', 'n_layer'], 12));
  return (name) => (name.endsWith('c_proj.weight') ? residual : range);
}

/** `T5PreTrainedModel._init_weights` */
function ofT5(raw: RawConfig): Deviation {
  const factor = setting(raw, ['initializer_factor'], 1);
  const hidden = setting(raw, ['hidden_size', 'd_model'], 512);
  const headSize = setting(raw, ['head_dim', 'd_kv'], 64);
  return (name, shape) => {
    if (/(shared|embed_tokens|lm_head|(^|\.)classifier)\.weight$/.test(name)) return factor;
    if (name.endsWith('.q.weight')) return factor * (hidden * headSize) ** -0.5;
    // Of the outputs of attention and feed-forward the width of what they read.
    if (/\.(o|wo)\.weight$/.test(name)) return factor * (shape[1] ?? 1) ** -0.5;
    return factor * hidden ** -0.5;
  };
}
