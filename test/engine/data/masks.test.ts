import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDataModel, type TrainingData } from '../../../src/engine/data';
import { DataReader, failure, fixtures } from './support/data-reader';

let reader: DataReader;
beforeAll(async () => (reader = await DataReader.open()));
afterAll(() => reader.close());

describe('masks of fill-mask', () => {
  const rows = Array.from({ length: 400 }, (_, row) => ({ text: `a b c d e f g h i j k l m n ${row}` }));
  const settings = { task: 'fill-mask' } as const;

  it('ask for the share of tokens that was set: 80 % masked, 10 % another, 10 % as they were', async () => {
    const data = await reader.read(rows, settings);
    const { inputs, labels } = data.collate(data.train, { epoch: 0 });
    const counts = { all: 0, asked: 0, masked: 0, same: 0 };
    for (const [at, id] of inputs.inputIds.entries()) {
      const label = labels.data[at] as bigint;
      if ([0n, 2n, 3n].includes(id) && label === -100n) continue;
      counts.all += 1;
      if (label === -100n) continue;
      counts.asked += 1;
      if (id === 4n) counts.masked += 1;
      else if (id === label) counts.same += 1;
    }
    expect(counts.asked / counts.all).toBeCloseTo(0.15, 1);
    expect(counts.masked / counts.asked).toBeGreaterThan(0.75);
    expect(counts.masked / counts.asked).toBeLessThan(0.85);
    expect(counts.same / counts.asked).toBeLessThan(0.15);
    for (const [row] of data.train.entries()) {
      const [, positions] = inputs.dims;
      const own = labels.data.subarray(row * positions, (row + 1) * positions) as BigInt64Array;
      expect(own.some((label) => label !== -100n)).toBe(true);
    }
  });

  it('follow from seed, epoch and row alone: not from the batch, nor from what came before', async () => {
    const data = await reader.read(rows, settings);
    const of = (from: TrainingData, row: number, epoch: number | null) =>
      from.collate([from.train[row]!], { epoch }).inputs.inputIds;
    const row7 = of(data, 7, 3);
    const again = await reader.read(rows, settings);
    const batch = again.collate(again.train.slice(7, 8), { epoch: 3 }).inputs.inputIds;
    expect(batch).toEqual(row7);
    expect([1, 2, 4].map((epoch) => of(data, 7, epoch)).every((ids) => ids.join() === row7.join())).toBe(false);
    expect(of(data, 7, null)).toEqual(of(again, 7, null));
    expect(of(await reader.read(rows, { ...settings, seed: 1 }), 7, 3).join()).not.toBe(row7.join());
  });

  it('need a tokenizer that has a mask', async () => {
    const model = await readDataModel(join(fixtures, 'training/causal-gpt2'));
    await expect(reader.read(rows, settings, model)).rejects.toMatchObject(failure('usage', /no mask token/));
  });
});
