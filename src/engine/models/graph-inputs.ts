import { LensError } from '../../common/errors/lens-error';
import { checkInputs } from './check-inputs';
import { completeInputs } from './complete-inputs';
import { completeDecoder } from './decoder-inputs';
import type { ModelInputs } from './loaded-model';
import type { RecordedCheckpoint } from './recorded-checkpoint';

/** An int64 input of a graph. */
export interface GraphInput {
  readonly data: BigInt64Array;
  readonly dims: readonly [number, number];
}

/**
 * Every input that a recorded graph may take, by name, checked and with transformers' defaults for those that are not
 * given.
 * @throws LensError `usage` or `too-big` for inputs that the model has no room for
 */
export function graphInputs(
  inputs: ModelInputs,
  checkpoint: Pick<RecordedCheckpoint, 'positions' | 'facts' | 'decoder' | 'oneTextOnly'>,
): ReadonlyMap<string, GraphInput> {
  const { dims } = inputs;
  if (checkpoint.oneTextOnly && dims[0] > 1) {
    throw new LensError(
      'usage',
      'The model reads one text at a time: config.json has no "pad_token_id" by which the end of a text could be found.',
      'Read the texts one by one.',
    );
  }
  const arrays = completeInputs(inputs, checkpoint.positions);
  checkInputs(arrays, dims, checkpoint.facts);
  const given = new Map<string, GraphInput>(Object.entries(arrays).map(([name, data]) => [name, { data, dims }]));
  given.set('token_type_words', {
    data: inputs.tokenTypeWords ?? new BigInt64Array(arrays.input_ids.length).fill(-1n),
    dims,
  });
  if (checkpoint.decoder === null) {
    if (inputs.decoder !== undefined)
      throw new LensError('usage', 'The model has no decoder that takes tokens of its own.');
    return given;
  }
  const decoder = completeDecoder(inputs, checkpoint.decoder, checkpoint.facts);
  given.set('decoder_input_ids', { data: decoder.inputIds, dims: decoder.dims });
  given.set('decoder_attention_mask', { data: decoder.attentionMask, dims: decoder.dims });
  return given;
}
