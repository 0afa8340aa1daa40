import { availableParallelism } from 'node:os';
import type { StoredEntry } from '../weight-files';
import type { LoadOptions } from '../loaded-model';

/** A smaller tensor is faster cast by ONNX Runtime, and so are small models: starting threads takes some 50 ms. */
const [leastTensorBytes, leastBytes] = [20_000, 64_000_000];

/**
 * The weights that are made float32 here and given with every run, rather than cast by ONNX Runtime while it loads, which
 * it does on one thread. On the CPU such inputs are used where they lie. None where the session is to lay matrices out for
 * many runs, because it does so with constants only, and none for other devices, which would be sent them every time.
 */
export function weightsToGive(
  entries: readonly StoredEntry[],
  { device, runs }: Pick<LoadOptions, 'device' | 'runs'>,
): StoredEntry[] {
  if (device !== 'cpu' || runs === 'often') return [];
  const wide = entries.filter(
    ({ dtype, byteLength, transposed = false }) =>
      (dtype === 'BF16' || dtype === 'F16') && byteLength > leastTensorBytes && !transposed,
  );
  return wide.reduce((bytes, { byteLength }) => bytes + byteLength, 0) < leastBytes ? [] : wide;
}

/** How many threads read weights: as many as compute. */
export function readingThreads({ threads }: Pick<LoadOptions, 'threads'>): number {
  return threads > 0 ? threads : availableParallelism();
}
