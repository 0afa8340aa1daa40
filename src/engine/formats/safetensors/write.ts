import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dtypeOf, type Tensor, type TensorDtype } from '../../../common/tensors/tensor';
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
  // Widest elements first, so that every tensor is aligned to its element size.
  const order = [...tensors].sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT);
  const header = encodeHeader(order, metadata);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await writeAll(file, header);
      for (const [, { data }] of order) {
        await writeAll(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function encodeHeader(order: readonly [string, Tensor][], metadata?: Readonly<Record<string, string>>): Uint8Array {
  const entries: [string, unknown][] = metadata === undefined ? [] : [['__metadata__', metadata]];
  let offset = 0;
  for (const [name, { dims, data }] of order) {
    if (name === '__metadata__' || dims.reduce((a, b) => a * b, 1) !== data.length) {
      throw new TypeError(`The tensor "${name}" has ${data.length} elements and the dims [${dims.join(', ')}]`);
    }
    const range = [offset, offset + data.byteLength];
    entries.push([name, { dtype: dtypeNames[dtypeOf(data)], shape: dims, data_offsets: range }]);
    offset += data.byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  // The format asks for data that begins at a multiple of 8; spaces after the JSON are allowed.
  const length = Math.ceil(json.length / lengthBytes) * lengthBytes;
  const bytes = new Uint8Array(lengthBytes + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, lengthBytes);
  return bytes;
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, Math.min(bytes.length - done, 2 ** 30));
    done += bytesWritten;
  }
}
