import { LensError } from '../../../common/errors/lens-error';
import { dtypeBits } from '../safetensors/dtypes';
import { maxHeaderBytes, type TensorEntry } from '../safetensors/header';
import { ByteReader } from './pickle/byte-reader';
import { PickleEnd } from './pickle/pickle-error';
import { unpickle } from './pickle/unpickle';
import { asKind, type Pickled, type Storage } from './pickle/values';
import { tensorEntries, type StoragePlace } from './tensor-entries';
import type { ReadBytes } from './zip-reader';

/** `MAGIC_NUMBER` of torch/serialization.py. */
const magic = 0x1950a86a20f9469cfc6cn;
/** `PROTOCOL_VERSION` there. */
const version = 1001;
const firstBytes = 1_000_000;
/** Before each storage: its length as a 64-bit number. */
const lengthBytes = 8;

interface Head {
  readonly stateDict: Pickled;
  /** Storages in the order in which they lie in the file. */
  readonly keys: readonly string[];
  /** Where the first of them begins. */
  readonly end: number;
}

/** True for the first bytes of a file of this kind: a pickle of the magic number. */
export function isLegacy(bytes: Uint8Array): boolean {
  return bytes[0] === 0x80 && bytes[1] === 2 && bytes[2] === 0x8a && bytes[3] === 10;
}

/**
 * The tensors of a file as `torch.save` wrote it before 1.6: five pickles in a row (magic number, version, facts of the
 * machine, state dict, keys of storages), then the storages one after another.
 * @throws LensError that names the file; PickleError for a pickle that is not one of weights
 */
export async function readLegacyTensors(
  size: number,
  file: string,
  read: ReadBytes,
): Promise<Map<string, TensorEntry>> {
  const { stateDict, keys, end } = await readHead(size, file, read);
  const storages = storagesOf(stateDict);
  const places = new Map<string, StoragePlace>();
  let offset = end;
  for (const key of keys) {
    const storage = storages.get(key);
    if (storage === undefined) throw broken(file);
    const byteLength = (storage.length * dtypeBits[storage.dtype]) / 8;
    places.set(key, { offset: offset + lengthBytes, byteLength });
    offset += lengthBytes + byteLength;
    if (offset > size) throw new LensError('bad-file', `${file} is incomplete.`, help);
  }
  return tensorEntries(stateDict, file, ({ key }) => places.get(key));
}

/** Reads more of the file until the pickles are whole. */
async function readHead(size: number, file: string, read: ReadBytes): Promise<Head> {
  for (let length = Math.min(firstBytes, size); ; length = Math.min(length * 4, size, maxHeaderBytes)) {
    try {
      return parseHead(new ByteReader(await read(0, length)), file);
    } catch (error) {
      if (!(error instanceof PickleEnd) || length === size || length === maxHeaderBytes) throw error;
    }
  }
}

function parseHead(bytes: ByteReader, file: string): Head {
  if (unpickle(bytes) !== magic || unpickle(bytes) !== version) throw broken(file);
  const machine = asKind(unpickle(bytes), 'dict')?.entries;
  if (machine?.get('little_endian') !== true) {
    throw new LensError('unsupported', `${file} was written on a machine with another byte order.`, help);
  }
  const stateDict = unpickle(bytes);
  const keys = asKind(unpickle(bytes), 'list')?.items ?? [];
  if (!keys.every((key) => typeof key === 'string')) throw broken(file);
  return { stateDict, keys, end: bytes.position };
}

function storagesOf(stateDict: Pickled): ReadonlyMap<string, Storage> {
  const tensors = [...(asKind(stateDict, 'dict')?.entries.values() ?? [])].flatMap(
    (value) => asKind(value, 'tensor') ?? [],
  );
  return new Map(tensors.map(({ storage }) => [storage.key, storage]));
}

function broken(file: string): LensError {
  return new LensError('bad-file', `${file} is no file of weights that PyTorch wrote.`, help);
}

const help = 'Download the file again, or use the safetensors file of the same model.';
