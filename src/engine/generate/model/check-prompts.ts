import { LensError } from '../../../common/errors/lens-error';
import { checkInputs, firstPosition, type InputLimits } from '../../models/check-inputs';
import { padded } from './padded';

/** @throws LensError `usage` or `too-big` for prompts that the model cannot read */
export function checkPrompts(prompts: readonly (readonly number[])[], limits: InputLimits): void {
  if (prompts.length === 0 || prompts.some((prompt) => prompt.length === 0)) {
    throw new LensError('usage', 'The prompt is empty: there is nothing to go on from.', 'Give at least one word.');
  }
  const { rows, count, ids, mask, positions } = padded(prompts, 'left', firstPosition(limits));
  const arrays = {
    input_ids: ids,
    attention_mask: mask,
    token_type_ids: new BigInt64Array(ids.length),
    position_ids: positions,
  };
  checkInputs(arrays, [rows, count], limits);
}
