import type { SourceTensor } from '../source';

/** What modelling files of transformers register as buffers, by name; older files hold them. */
const names =
  /(^|\.)(position_ids|token_type_ids|masked_bias|inv_freq|original_inv_freq|final_logits_bias|num_batches_tracked)$/;
/** Causal masks, of one row and column for each position. */
const masks = /(^|\.)(attn|attention)\.bias$/;

/** True for a tensor that is no weight: a mask, position ids, a table that is computed. */
export function isBuffer({ name, shape, dtype }: Pick<SourceTensor, 'name' | 'shape' | 'dtype'>): boolean {
  if (dtype === 'bool' || names.test(name)) return true;
  return masks.test(name) && shape !== null && shape.length === 4 && shape[0] === 1 && shape[1] === 1;
}
