import { LensError } from '../../../common/errors/lens-error';
import type { TensorEntry } from './header';

/**
 * Checks that the tensors fill the data part of the file exactly once, as the format asks: bytes that belong to two
 * tensors, or to none, can hide something.
 * @throws LensError `bad-file` that names the file and the tensor
 */
export function checkLayout(tensors: readonly TensorEntry[], dataStart: number, fileSize: number, file: string): void {
  const order = tensors.toSorted((a, b) => a.offset - b.offset || a.byteLength - b.byteLength);
  let end = dataStart;
  let before: TensorEntry | null = null;
  for (const entry of order) {
    const last = entry.offset + entry.byteLength;
    if (last > fileSize) throw endsEarly(file, entry.name);
    if (before !== null && entry.offset < end) {
      throw new LensError('bad-file', `In ${file} the tensors "${before.name}" and "${entry.name}" overlap.`, help);
    }
    if (entry.offset > end) {
      throw new LensError(
        'bad-file',
        `${file} has ${entry.offset - end} bytes before "${entry.name}" that belong to no tensor.`,
        help,
      );
    }
    end = last;
    before = entry;
  }
  if (end < fileSize) {
    throw new LensError('bad-file', `${file} has ${fileSize - end} bytes at its end that belong to no tensor.`, help);
  }
}

const help = 'Download the file again, or save the model again.';

function endsEarly(file: string, name: string): LensError {
  return new LensError('bad-file', `${file} is incomplete: it ends before the tensor "${name}" does.`, help);
}
