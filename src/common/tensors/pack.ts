import { dtypeOf, isTensorData, typedArrays, type TensorData, type TensorDtype } from './tensor';

/** A message whose typed arrays were moved into one buffer; each left `{ $array: index }` in its place. */
export interface Packed {
  body: unknown;
  arrays: PackedArray[];
  buffer: Uint8Array<ArrayBuffer>;
}

interface PackedArray {
  dtype: TensorDtype;
  offset: number;
  length: number;
}

const alignment = 8;
const maxDepth = 32;

/** Moves every typed array inside plain objects and arrays of `value` into one buffer, 8-byte aligned. */
export function pack(value: unknown): Packed {
  const found: TensorData[] = [];
  const body = replaceArrays(value, found, 0);
  const arrays: PackedArray[] = [];
  let size = 0;
  for (const data of found) {
    arrays.push({ dtype: dtypeOf(data), offset: size, length: data.length });
    size += Math.ceil(data.byteLength / alignment) * alignment;
  }
  const buffer = new Uint8Array(size);
  found.forEach((data, index) => {
    buffer.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), arrays[index]?.offset ?? 0);
  });
  return { body, arrays, buffer };
}

/**
 * Puts the typed arrays back; they are views of the packed buffer, not copies.
 * @throws RangeError when an array lies outside the buffer, TypeError when the message has another shape
 */
export function unpack(packed: Packed): unknown {
  // A view needs an aligned start, which a buffer that went through a pipe may lack.
  const bytes = packed.buffer.byteOffset % alignment === 0 ? packed.buffer : packed.buffer.slice();
  const arrays = packed.arrays.map((entry) => viewOf(bytes, entry));
  return restoreArrays(packed.body, arrays, 0);
}

function viewOf(bytes: Uint8Array, { dtype, offset, length }: PackedArray): TensorData {
  const type = typedArrays[dtype];
  const fits = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
  if (!fits || offset % alignment !== 0 || offset + length * type.BYTES_PER_ELEMENT > bytes.byteLength) {
    throw new RangeError('A packed array lies outside its buffer');
  }
  return new type(bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, length);
}

function replaceArrays(value: unknown, found: TensorData[], depth: number): unknown {
  if (isTensorData(value)) return { $array: found.push(value) - 1 };
  return mapChildren(value, depth, (child) => replaceArrays(child, found, depth + 1));
}

function restoreArrays(value: unknown, arrays: readonly TensorData[], depth: number): unknown {
  if (isPlaceholder(value)) {
    const data = arrays[value.$array];
    if (data === undefined) throw new RangeError('A packed message names an array that is not there');
    return data;
  }
  return mapChildren(value, depth, (child) => restoreArrays(child, arrays, depth + 1));
}

function mapChildren(value: unknown, depth: number, map: (child: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) throw new RangeError('A message is nested too deeply');
  if (Array.isArray(value)) return value.map(map);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, map(child)]));
}

function isPlaceholder(value: unknown): value is { $array: number } {
  return typeof value === 'object' && value !== null && '$array' in value && typeof value.$array === 'number';
}
