import { LensError } from '../../../../common/errors/lens-error';
import { TensorProto_DataLocation as DataLocation, type TensorProto } from '../generated/onnx_pb';
import { elementTypeOf } from './element-types';

/** A stretch of a file beside the model that holds a tensor; `location` is relative to the model's folder, with `/`. */
export interface ExternalData {
  readonly tensor: string;
  readonly location: string;
  readonly offset: number;
  readonly length: number;
}

/** True for a tensor whose content lies in another file. */
export function isExternal({ dataLocation, externalData }: TensorProto): boolean {
  return dataLocation === DataLocation.EXTERNAL || externalData.length > 0;
}

/**
 * Where a tensor's content lies (ONNX's "External Data" format: `location`, `offset`, `length`).
 * @param file the ONNX file for error texts
 * @throws LensError `bad-file` for a place outside the model's folder, or a length that its shape does not have
 */
export function externalDataOf(tensor: TensorProto, file: string): ExternalData {
  const entries = new Map(tensor.externalData.map(({ key, value }) => [key, value]));
  if (entries.size < tensor.externalData.length) throw bad(tensor, file, 'is placed twice');
  const location = checkLocation(entries.get('location') ?? '', tensor, file);
  const needed = bytesOf(tensor, file);
  const offset = wholeNumber(entries.get('offset') ?? '0');
  const length = wholeNumber(entries.get('length') ?? String(needed));
  if (offset === null || length !== needed) throw bad(tensor, file, 'does not fit the place that is given for it');
  return { tensor: tensor.name, location, offset, length };
}

/** A path below the model's folder on every system: ONNX Runtime takes names of its own (memory addresses) for files too. */
function checkLocation(location: string, tensor: TensorProto, file: string): string {
  const parts = location.split('/');
  const isSafe =
    parts.every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\:*?"<>|\p{Cc}]/u.test(location);
  if (!isSafe) throw bad(tensor, file, `is placed in "${location}", which is not a file beside it`);
  return location;
}

/** The bytes that a tensor takes. @throws LensError `bad-file` where shape or type make no sense */
export function bytesOf(tensor: TensorProto, file: string): number {
  const type = elementTypeOf(tensor.dataType);
  const count = elementsOf(tensor);
  if (type === null || count === null) throw bad(tensor, file, 'has a shape or a type that no tensor can have');
  return Math.ceil((count * type.bits) / 8);
}

/** How many elements a tensor has; null when its shape makes no sense. */
export function elementsOf({ dims }: TensorProto): number | null {
  const count = dims.reduce((product, size) => product * (size < 0n ? NaN : Number(size)), 1);
  // Times the widest element in bits it must still be exact.
  return count <= Number.MAX_SAFE_INTEGER / 128 ? count : null;
}

function wholeNumber(text: string): number | null {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(number) ? number : null;
}

function bad(tensor: TensorProto, file: string, problem: string): LensError {
  return new LensError('bad-file', `In ${file} the tensor "${tensor.name}" ${problem}.`, 'Download the model again.');
}
