import { basename } from 'node:path';
import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { parseJson } from '../../../common/json/parse-json';
import { checkLayout } from './check-layout';
import { dtypeBits, isSafetensorsDtype, type SafetensorsDtype } from './dtypes';
import { findDuplicateKey } from './duplicate-keys';
import { lengthBytes, maxHeaderBytes, maxTensors, type SafetensorsHeader, type TensorEntry } from './header';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.object({
  dtype: v.string(),
  shape: v.pipe(v.array(count), v.maxLength(64)),
  data_offsets: v.tuple([count, count]),
});
const metadataSchema = v.record(v.string(), v.string());
/** Not checked entry by entry here: a lying header has millions. */
const headerSchema = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'should be an object',
);

/**
 * Reads the JSON of a safetensors header and checks that what it says can be true: known dtypes, sizes that agree with
 * the shapes, tensors inside the file that neither overlap nor leave gaps.
 * @param path of the file, for the result and for error texts
 * @throws LensError `bad-file` or `too-big` that names the file and the tensor
 */
export function parseHeader(bytes: Uint8Array, fileSize: number, path: string): SafetensorsHeader {
  const file = basename(path);
  const text = decode(bytes, file);
  const json = parseJson(text, headerSchema, `The header of ${file}`);
  const names = Object.keys(json).filter((name) => name !== '__metadata__');
  if (names.length > maxTensors) throw new LensError('too-big', `${file} lists more than ${maxTensors} tensors.`);
  const duplicate = findDuplicateKey(text);
  if (duplicate !== null) throw bad(`${file} lists "${duplicate}" twice.`);

  const dataStart = lengthBytes + bytes.length;
  const tensors = names.map((name) => parseEntry(name, json[name], dataStart, file));
  checkLayout(tensors, dataStart, fileSize, file);
  return {
    path,
    fileSize,
    tensors: new Map(tensors.map((entry) => [entry.name, entry])),
    metadata: parseMetadata(json['__metadata__'], file),
  };
}

/**
 * The same from the beginning of a file: the length of the header and the header itself.
 * @param bytes the first `8 + N` bytes of the file
 * @throws LensError `bad-file` or `too-big` that names the file
 */
export function parseFileHead(bytes: Uint8Array, fileSize: number, path: string): SafetensorsHeader {
  const length = announcedLength(bytes, fileSize, basename(path));
  if (bytes.length !== lengthBytes + length) throw bad(`${basename(path)} is incomplete.`);
  return parseHeader(bytes.subarray(lengthBytes), fileSize, path);
}

/** The length of the header, which the first eight bytes of a file give. @throws LensError `bad-file` */
export function announcedLength(bytes: Uint8Array, fileSize: number, file: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < lengthBytes ? -1n : view.getBigUint64(0, true);
  if (length >= 0n && length <= BigInt(maxHeaderBytes) && length <= BigInt(fileSize - lengthBytes))
    return Number(length);
  const what = length < 0n ? 'is empty' : `announces a header of ${length.toString()} bytes`;
  throw new LensError(
    'bad-file',
    `${file} is not a safetensors file, or is incomplete: it ${what}.`,
    'Download the file again.',
  );
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw bad(`The header of ${file} is not valid UTF-8.`, cause);
  }
}

function parseMetadata(value: unknown, file: string): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  const parsed = v.safeParse(metadataSchema, value);
  if (!parsed.success) throw bad(`The "__metadata__" of ${file} should map names to texts.`);
  return parsed.output;
}

function parseEntry(name: string, value: unknown, dataStart: number, file: string): TensorEntry {
  const parsed = v.safeParse(entrySchema, value, { abortEarly: true });
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]);
    throw bad(`In ${file} the entry of the tensor "${name}" is broken${field === null ? '' : ` ("${field}")`}.`);
  }
  const { dtype, shape, data_offsets: range } = parsed.output;
  if (!isSafetensorsDtype(dtype)) throw bad(`In ${file} the tensor "${name}" has the unknown dtype "${dtype}".`);
  const byteLength = range[1] - range[0];
  if (byteLength < 0) throw bad(`In ${file} the tensor "${name}" ends before it begins.`);
  if (byteLength !== bytesOf(dtype, shape)) {
    throw bad(
      `In ${file} the tensor "${name}" (${dtype}, [${shape.join(', ')}]) does not fit its ${byteLength} bytes.`,
    );
  }
  return { name, dtype, shape, offset: dataStart + range[0], byteLength };
}

/** Bytes that a tensor needs; infinite when the product leaves the exact integers, so that it equals no length. */
function bytesOf(dtype: SafetensorsDtype, shape: readonly number[]): number {
  const bytes = (shape.reduce((product, size) => product * size, 1) * dtypeBits[dtype]) / 8;
  return Number.isSafeInteger(bytes) ? bytes : Infinity;
}

function bad(message: string, cause?: unknown): LensError {
  return new LensError('bad-file', message, 'Download the file again, or save the model again.', { cause });
}
