import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl';
import { LensError } from '../../../common/errors/lens-error';
import { dtypeBits } from '../safetensors/dtypes';
import { maxHeaderBytes, maxTensors, type TensorEntry } from '../safetensors/header';
import { ByteReader } from './pickle/byte-reader';
import { unpickle } from './pickle/unpickle';
import type { Storage } from './pickle/values';
import { tensorEntries, type StoragePlace } from './tensor-entries';
import { ZipReader, type ReadBytes } from './zip-reader';

const stored = 0;
/** Beside the storages: the pickle, the version, the byte order and the like. */
const otherEntries = 100;

/**
 * The tensors of a file as `torch.save` writes it since 1.6: a zip without compression that holds a pickle
 * (`archive/data.pkl`) and the storages (`archive/data/0`, ...).
 * @throws LensError that names the file; PickleError for a pickle that is not one of weights
 */
export async function readZipTensors(size: number, file: string, read: ReadBytes): Promise<Map<string, TensorEntry>> {
  const zip = await fromRandomAccessReaderPromise(new ZipReader(size, read), size, {
    autoClose: false,
    lazyEntries: true,
  }).catch((cause: unknown) => {
    throw new LensError('bad-file', `${file} is no zip file that can be read.`, help, { cause });
  });
  const entries = await listEntries(zip, file);
  const pickle = [...entries.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickle === undefined) throw new LensError('bad-file', `${file} is a zip file without weights.`, help);
  const folder = pickle.slice(0, -'data.pkl'.length);
  const placeOf = async (name: string): Promise<StoragePlace | undefined> => {
    const entry = entries.get(name);
    return entry && dataPlace(zip, entry, file);
  };
  await checkByteOrder(await placeOf(`${folder}byteorder`), read, file);
  const place = await placeOf(pickle);
  if (place === undefined || place.byteLength > maxHeaderBytes) {
    throw new LensError('too-big', `The list of tensors in ${file} is longer than any model needs.`);
  }
  const stateDict = unpickle(new ByteReader(await read(place.offset, place.byteLength)));
  const places = new Map<string, StoragePlace>();
  for (const name of entries.keys()) {
    const key = name.startsWith(`${folder}data/`) ? name.slice(folder.length + 'data/'.length) : null;
    const found = key === null ? undefined : await placeOf(name);
    if (key !== null && found !== undefined) places.set(key, found);
  }
  return tensorEntries(stateDict, file, (storage) => wholeStorage(storage, places.get(storage.key)));
}

async function listEntries(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > maxTensors + otherEntries) {
    throw new LensError('too-big', `${file} lists more than ${maxTensors} tensors.`);
  }
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (cause) {
    throw new LensError('bad-file', `The list of contents of ${file} is broken.`, help, { cause });
  }
  return entries;
}

/** Where an entry's bytes lie. They are read, and mapped by ONNX Runtime, where they are. */
async function dataPlace(zip: ZipFile, entry: Entry, file: string): Promise<StoragePlace> {
  if (entry.compressionMethod !== stored || entry.isEncrypted()) {
    throw new LensError('unsupported', `${file} is compressed or encrypted, which weights are not.`, help);
  }
  const header = await zip.readLocalFileHeaderPromise(entry, { minimal: true }).catch((cause: unknown) => {
    throw new LensError('bad-file', `${file} is broken at "${entry.fileName}".`, help, { cause });
  });
  const place = { offset: header.fileDataStart, byteLength: entry.uncompressedSize };
  if (entry.compressedSize === entry.uncompressedSize && place.offset + place.byteLength <= zip.fileSize) return place;
  throw new LensError('bad-file', `${file} is incomplete: it ends before "${entry.fileName}" does.`, help);
}

async function checkByteOrder(place: StoragePlace | undefined, read: ReadBytes, file: string): Promise<void> {
  if (place === undefined || place.byteLength > 16) return;
  const order = Buffer.from(await read(place.offset, place.byteLength)).toString('latin1');
  if (order === 'little') return;
  throw new LensError('unsupported', `${file} was written on a machine with the byte order "${order}".`, help);
}

function wholeStorage({ dtype, length }: Storage, place: StoragePlace | undefined): StoragePlace | undefined {
  const bytes = (length * dtypeBits[dtype]) / 8;
  return place !== undefined && place.byteLength >= bytes ? { offset: place.offset, byteLength: bytes } : undefined;
}

const help = 'Download the file again, or use the safetensors file of the same model.';
