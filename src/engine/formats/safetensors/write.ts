import type { FileHandle } from 'node:fs/promises';
import { dtypeOf, typedArrays, type Tensor, type TensorData, type TensorDtype } from '../../../common/tensors/tensor';
import { writeAll, writeWhole } from '../write-whole';
import type { SafetensorsDtype } from './dtypes';
import { lengthBytes } from './header';

const dtypeNames: Record<TensorDtype, SafetensorsDtype> = {
  float32: 'F32',
  float64: 'F64',
  int32: 'I32',
  uint32: 'U32',
  int64: 'I64',
  uint8: 'U8',
  int8: 'I8',
  uint16: 'U16',
};

/** A tensor of a file that is to be written; `load` is called when it is its turn. */
export interface TensorToWrite {
  readonly name: string;
  readonly dtype: TensorDtype;
  readonly dims: readonly number[];
  readonly load: () => TensorData | Float32Array | Promise<TensorData>;
}

/**
 * Writes a safetensors file. Whoever reads `path` sees the old file or the whole new one: it is written beside its
 * place and then renamed.
 * @throws TypeError when a tensor's dims do not multiply to its length or a name is reserved; what the file system throws
 */
export async function writeSafetensors(
  path: string,
  tensors: ReadonlyMap<string, Tensor>,
  metadata?: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = [...tensors].map(([name, { dims, data }]) => ({
    name,
    dims,
    dtype: dtypeOf(data),
    load: () => data,
  }));
  await writeTensors(path, entries, metadata);
}

/** The same for tensors that are not all in memory at once: each is loaded, written and let go of. Gives the file's size. */
export async function writeTensors(
  path: string,
  tensors: readonly TensorToWrite[],
  metadata?: Readonly<Record<string, string>>,
): Promise<number> {
  return writeWhole(path, (file) => writeTensorsTo(file, tensors, metadata));
}

/**
 * Writes a safetensors file into one that is open and empty. Gives its size.
 * @param written told of everything that was written, in order, as for a hash of the file
 */
export async function writeTensorsTo(
  file: FileHandle,
  tensors: readonly TensorToWrite[],
  metadata?: Readonly<Record<string, string>>,
  written: (bytes: Uint8Array) => void = () => undefined,
): Promise<number> {
  // Widest elements first, so that every tensor is aligned to its element size.
  const order = [...tensors].sort((a, b) => widthOf(b.dtype) - widthOf(a.dtype));
  const header = encodeHeader(order, metadata);
  await writeAll(file, header);
  written(header);
  let bytes = header.length;
  for (const tensor of order) {
    const data = await tensor.load();
    checkLength(tensor, data.length);
    const part = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    // The disk is written by a thread of its own: what is told meanwhile, such as a hash, costs no time.
    const writing = writeAll(file, part);
    written(part);
    await writing;
    bytes += data.byteLength;
  }
  return bytes;
}

function widthOf(dtype: TensorDtype): number {
  return typedArrays[dtype].BYTES_PER_ELEMENT;
}

function checkLength({ name, dims }: TensorToWrite, length: number): void {
  if (name !== '__metadata__' && dims.reduce((a, b) => a * b, 1) === length) return;
  throw new TypeError(`The tensor "${name}" has ${length} elements and the dims [${dims.join(', ')}]`);
}

function encodeHeader(order: readonly TensorToWrite[], metadata?: Readonly<Record<string, string>>): Uint8Array {
  const entries: [string, unknown][] = metadata === undefined ? [] : [['__metadata__', metadata]];
  let offset = 0;
  for (const { name, dims, dtype } of order) {
    const end = offset + dims.reduce((a, b) => a * b, 1) * widthOf(dtype);
    entries.push([name, { dtype: dtypeNames[dtype], shape: dims, data_offsets: [offset, end] }]);
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  // The format asks for data that begins at a multiple of 8; spaces after the JSON are allowed.
  const length = Math.ceil(json.length / lengthBytes) * lengthBytes;
  const bytes = new Uint8Array(lengthBytes + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, lengthBytes);
  return bytes;
}
