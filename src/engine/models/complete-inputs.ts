import type { PositionRule } from '../architectures/parts/positions';
import type { InputArrays } from './check-inputs';
import type { ModelInputs } from './loaded-model';

/** The inputs with transformers' defaults for those that are not given. */
export function completeInputs(inputs: ModelInputs, positions: PositionRule): InputArrays {
  return {
    input_ids: inputs.inputIds,
    attention_mask: inputs.attentionMask,
    token_type_ids: inputs.tokenTypeIds ?? new BigInt64Array(inputs.inputIds.length),
    position_ids: inputs.positionIds ?? positions(inputs.inputIds, inputs.dims[1]),
  };
}
