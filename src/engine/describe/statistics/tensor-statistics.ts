import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { TensorStatistics } from '../../../common/contracts/description';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { torchNameOf } from '../../formats/safetensors/dtypes';
import { readExactly } from '../../formats/safetensors/read-header';
import type { StoredEntry } from '../../models/weight-files';
import { decoderOf, type Numbers } from './decode';
import { Histogram } from './histogram';
import { Moments } from './moments';

/** Read at a time; a multiple of every element's size. */
const chunkBytes = 4_000_000;

export interface StatisticsParams {
  /** The tensor and where it lies. */
  readonly entry: StoredEntry;
  readonly signal: CancellationSignal;
  /** Bytes read so far, of all that are read. */
  readonly progress: (value: { readonly done: number; readonly total: number }) => void;
}

/**
 * What lies in a tensor, read from its file a chunk at a time: once for the numbers, once more for the histogram.
 * @throws LensError `not-found`, `unsupported` for a type that has no numbers here, `bad-file`, `cancelled`
 */
export async function tensorStatistics(params: StatisticsParams): Promise<TensorStatistics> {
  const { entry, signal, progress } = params;
  const file = await openWeights(entry);
  try {
    const total = 2 * entry.byteLength;
    const moments = new Moments();
    const first = (done: number): void => progress({ done, total });
    await eachChunk({ file, entry, signal, onRead: first }, (numbers) => moments.add(numbers));
    const { range } = moments;
    const histogram = range && new Histogram(...range);
    if (histogram !== null) {
      const second = (done: number): void => progress({ done: entry.byteLength + done, total });
      await eachChunk({ file, entry, signal, onRead: second }, (numbers) => histogram.add(numbers));
    }
    return summary(entry.name, moments, histogram);
  } finally {
    await file.close();
  }
}

function summary(name: string, moments: Moments, histogram: Histogram | null): TensorStatistics {
  const { count, finite, nan, infinite, zeros, mean, std } = moments;
  const found = finite > 0;
  return {
    ...{ name, count, finite, nan, infinite, zeros, mean, std },
    min: found ? moments.min : null,
    max: found ? moments.max : null,
    histogram: histogram && { from: histogram.from, to: histogram.to, counts: histogram.counts },
  };
}

async function openWeights({ path }: StoredEntry): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new LensError('not-found', `${basename(path)} cannot be opened.`, 'Check that the file is there.', { cause });
  }
}

interface Reading {
  readonly file: FileHandle;
  readonly entry: StoredEntry;
  readonly signal: CancellationSignal;
  readonly onRead: (done: number) => void;
}

async function eachChunk({ file, entry, signal, onRead }: Reading, take: (numbers: Numbers) => void): Promise<void> {
  const decode = decoderOf(entry.dtype);
  if (decode === undefined) {
    const type = torchNameOf(entry.dtype);
    throw new LensError('unsupported', `The tensor "${entry.name}" is stored as ${type}, which has no statistics yet.`);
  }
  for (let done = 0; done < entry.byteLength; done += chunkBytes) {
    const length = Math.min(chunkBytes, entry.byteLength - done);
    const bytes = await readExactly(file, entry.offset + done, length, basename(entry.path));
    signal.throwIfAborted();
    take(decode(bytes.buffer));
    onRead(done + length);
    // Lets the message in that cancels.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
