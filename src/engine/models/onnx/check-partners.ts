import { LensError } from '../../../common/errors/lens-error';
import type { OnnxValue } from '../../formats/onnx/reading/outline';
import type { OnnxFile } from './onnx-file';

/** What a decoder's file takes of the encoder's, and what it is called there. */
export const [statesTaken, statesGiven] = ['encoder_hidden_states', 'last_hidden_state'] as const;

const past = /^past_key_values\./;

/**
 * Checks that two files of a model fit together, as far as they say what they take and give.
 * @throws LensError `bad-file` that names both, `unsupported` for an encoder that gives no states
 */
export function checkEncoder(encoder: OnnxFile, decoder: OnnxFile): void {
  const given = encoder.gives.find(({ name }) => name === statesGiven);
  if (given === undefined) {
    throw new LensError('unsupported', `${encoder.name} gives no ${statesGiven}, which ${decoder.name} would read.`);
  }
  const taken = decoder.takes.find(({ name }) => name === statesTaken);
  if (taken !== undefined) checkFits(given, taken, encoder, decoder);
}

/** The same of a decoder and the one that goes on from what it remembers. @throws LensError `bad-file` that names both */
export function checkPast(first: OnnxFile, next: OnnxFile): void {
  for (const taken of next.takes.filter(({ name }) => past.test(name))) {
    const given = first.gives.find(({ name }) => name === taken.name.replace(past, 'present.'));
    if (given === undefined)
      throw strangers(first, next, `the latter takes ${taken.name}, which the former does not give`);
    checkFits(given, taken, first, next);
  }
}

/** Sizes that both files say, behind that of the batch. */
function checkFits(given: OnnxValue, taken: OnnxValue, from: OnnxFile, to: OnnxFile): void {
  const [a, b] = [given.shape?.slice(1) ?? [], taken.shape?.slice(1) ?? []];
  const differs = a.some((size, axis) => typeof size === 'number' && typeof b[axis] === 'number' && b[axis] !== size);
  if (given.dtype === taken.dtype && !differs) return;
  const what = ({ name, dtype, shape }: OnnxValue): string =>
    `${name} as ${dtype ?? 'something'} [${shape?.join(', ') ?? ''}]`;
  throw strangers(from, to, `the former gives ${what(given)}, the latter takes ${what(taken)}`);
}

function strangers(from: OnnxFile, to: OnnxFile, why: string): LensError {
  return new LensError(
    'bad-file',
    `${from.name} and ${to.name} are not of one model: ${why}.`,
    'Download both from the same repository.',
  );
}
