import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { CancellationSource, neverCancelled } from '../../../src/common/rpc/cancellation';
import { findTensor } from '../../../src/engine/describe/statistics/find-tensor';
import { Moments } from '../../../src/engine/describe/statistics/moments';
import { tensorStatistics } from '../../../src/engine/describe/statistics/tensor-statistics';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { referenceModels } from '../models/support/golden';
import { temporaryFolder } from '../support/fixtures';

const silent = (): void => undefined;

async function statisticsOf(
  folder: string,
  name: string,
  signal = neverCancelled,
  progress: (value: Progress) => void = silent,
) {
  return tensorStatistics({ entry: await findTensor(folder, null, name), signal, progress });
}

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** A model folder with one tensor of these bytes. */
function folderWith(dtype: string, shape: readonly number[], bytes: Uint8Array): string {
  const folder = temporaryFolder();
  const json = JSON.stringify({ tensor: { dtype, shape, data_offsets: [0, bytes.length] } });
  const header = new TextEncoder().encode(json.padEnd(Math.ceil(json.length / 8) * 8));
  const file = new Uint8Array(8 + header.length + bytes.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  file.set(bytes, 8 + header.length);
  writeFileSync(join(folder, 'model.safetensors'), file);
  return folder;
}

const bytesOf = (numbers: {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
}) => new Uint8Array(numbers.buffer as ArrayBuffer, numbers.byteOffset, numbers.byteLength);

/** The same, worked out from all values at once. */
function expected(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - 1)), min: Math.min(...values), max: Math.max(...values) };
}

describe('statistics of a tensor', () => {
  it.each([
    ['roberta-sentiment', 'float32'],
    ['roberta-sentiment-float16', 'float16'],
  ])('of %s (%s) are those of its values', async (model) => {
    const folder = join(referenceModels, model);
    const tensors = await readSafetensors(join(folder, 'model.safetensors'));
    for (const name of ['roberta.embeddings.word_embeddings.weight', 'classifier.out_proj.bias']) {
      const values = [...(tensors.get(name)?.data ?? [])].map(Number);
      const found = await statisticsOf(folder, name);
      const { mean, std, min, max } = expected(values);
      expect(found).toMatchObject({ name, count: values.length, finite: values.length, nan: 0, infinite: 0, min, max });
      expect(found.mean).toBeCloseTo(mean, 10);
      expect(found.std).toBeCloseTo(std, 10);
      const { from = 0, to = 0, counts = [] } = found.histogram ?? {};
      const inside = values.filter((value) => value >= from && value <= to).length;
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(inside);
      expect(inside / values.length).toBeGreaterThanOrEqual(0.999);
      const width = (to - from) / counts.length;
      const first = values.filter((value) => value >= from && value < from + width).length;
      expect(counts[0]).toBe(first);
    }
  });

  it('of a sharded model in bfloat16 come from the right file', async () => {
    const found = await statisticsOf(join(referenceModels, 'llama-sharded-bfloat16'), 'model.norm.weight');
    expect(found.count).toBe(32);
    expect(found.mean).toBeGreaterThan(0.5);
    expect(found.mean).toBeLessThan(1.5);
  });

  it.each([
    ['I8', new Int8Array([-3, 0, 5, 127])],
    ['U8', new Uint8Array([0, 1, 2, 255])],
    ['I16', new Int16Array([-300, 7])],
    ['I32', new Int32Array([-70000, 1, 2])],
    ['I64', new BigInt64Array([-5n, 2n ** 40n])],
    ['F64', new Float64Array([1e300, -1e300, 0.5])],
    ['BF16', new Uint16Array([0x3f80, 0xc000, 0x0000])],
    ['BOOL', new Uint8Array([0, 1, 1])],
  ])('read %s', async (dtype, numbers) => {
    const values = dtype === 'BF16' ? [1, -2, 0] : [...(numbers as Iterable<number | bigint>)].map(Number);
    const found = await statisticsOf(folderWith(dtype, [values.length], bytesOf(numbers)), 'tensor');
    expect(found).toMatchObject({ count: values.length, min: Math.min(...values), max: Math.max(...values) });
    expect(found.zeros).toBe(values.filter((value) => value === 0).length);
  });

  it('count what is not finite, and leave it out of the numbers', async () => {
    const numbers = new Float32Array([1, NaN, -Infinity, 3, Infinity, NaN, NaN]);
    const found = await statisticsOf(folderWith('F32', [7], bytesOf(numbers)), 'tensor');
    expect(found).toMatchObject({ count: 7, finite: 2, nan: 3, infinite: 2, mean: 2, min: 1, max: 3 });
    const nothing = await statisticsOf(folderWith('F32', [1], bytesOf(new Float32Array([NaN]))), 'tensor');
    expect(nothing).toMatchObject({ mean: null, std: null, min: null, max: null, histogram: null });
    const empty = await statisticsOf(folderWith('F32', [0], new Uint8Array(0)), 'tensor');
    expect(empty).toMatchObject({ count: 0, mean: null, histogram: null });
  });

  it('draw 99.9 % of the values, so that single large ones do not flatten the rest', async () => {
    const numbers = Float32Array.from({ length: 100_000 }, (_, index) => Math.sin(index) * 0.1);
    numbers[5] = 3e38;
    numbers[6] = -1e30;
    const { histogram, max } = await statisticsOf(folderWith('F32', [100_000], bytesOf(numbers)), 'tensor');
    expect(max).toBeCloseTo(3e38, -33);
    expect(histogram?.from).toBeGreaterThan(-0.102);
    expect(histogram?.to).toBeLessThan(0.102);
    expect(Math.min(...(histogram?.counts ?? []))).toBeGreaterThan(100);
  });

  it('of equal values are one bar', async () => {
    const found = await statisticsOf(folderWith('F32', [10], bytesOf(new Float32Array(10).fill(0.7))), 'tensor');
    expect(found.std).toBeCloseTo(0, 12);
    expect(found.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(10);
  });

  it('stay exact where numbers are large and differences small', () => {
    const moments = new Moments();
    moments.add(Float64Array.from({ length: 1000 }, (_, index) => 1e9 + (index % 2)));
    expect(moments.mean).toBeCloseTo(1e9 + 0.5, 6);
    expect(moments.std).toBeCloseTo(0.50025, 4);
  });

  it('tell progress, and stop when they are cancelled', async () => {
    const folder = folderWith('F32', [3_000_000], new Uint8Array(12_000_000));
    const told: Progress[] = [];
    await statisticsOf(folder, 'tensor', neverCancelled, (value) => told.push(value));
    expect(told.map(({ done }) => done)).toEqual([4e6, 8e6, 12e6, 16e6, 20e6, 24e6]);
    expect(new Set(told.map(({ total }) => total))).toEqual(new Set([24e6]));
    const stop = new CancellationSource();
    const seen: Progress[] = [];
    const reading = statisticsOf(folder, 'tensor', stop, (value) => {
      seen.push(value);
      stop.abort();
    });
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toHaveLength(1);
  });

  it('say what is wrong', async () => {
    const folder = join(referenceModels, 'roberta-sentiment');
    await expect(statisticsOf(folder, 'no.such')).rejects.toThrow(
      new LensError('not-found', 'There is no tensor "no.such" in the weights.'),
    );
    const small = folderWith('F8_E4M3', [2], new Uint8Array(2));
    await expect(statisticsOf(small, 'tensor')).rejects.toMatchObject({ code: 'unsupported' });
    const cut = folderWith('F32', [4], new Uint8Array(16));
    const entry = await findTensor(cut, null, 'tensor');
    writeFileSync(join(cut, 'model.safetensors'), new Uint8Array(20));
    const reading = tensorStatistics({ entry, signal: neverCancelled, progress: silent });
    await expect(reading).rejects.toMatchObject({ code: 'bad-file' });
  });
});
