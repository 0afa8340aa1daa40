import { describe, expect, test } from 'vitest';
import { tokenPlaces } from '../../../../src/engine/train/model/token-places';
import type { Labels, TrainingBatch } from '../../../../src/engine/train/trainable-model';
import { openCase } from './support/training-case';

function batch(ids: number[][], mask: number[][], labels: Labels): TrainingBatch {
  const int64 = (rows: number[][]): BigInt64Array => BigInt64Array.from(rows.flat(), BigInt);
  return { inputs: { inputIds: int64(ids), attentionMask: int64(mask), dims: [ids.length, ids[0]!.length] }, labels };
}

const one: Labels = { kind: 'single_label_classification', data: BigInt64Array.of(0n, 1n) };
const ids = [
  [2, 7, 8, 3],
  [2, 9, 3, 0],
];
const mask = [
  [1, 1, 1, 1],
  [1, 1, 1, 0],
];

describe('what is computed for tokens alone', () => {
  test('leaves out padding behind a text', () => {
    expect(tokenPlaces(batch(ids, mask, one), 0)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test.each([
    [
      'padding before a text, which may be where a head reads',
      batch([[0, 2, 7, 3], ids[0]!], [[0, 1, 1, 1], mask[0]!], one),
    ],
    ['a token that the mask hides, which may be where a head reads', batch([ids[0]!, [2, 9, 3, 5]], mask, one)],
    [
      'a hidden token for which a label asks',
      batch(ids, mask, { kind: 'tokens', data: BigInt64Array.of(1n, 1n, 1n, 1n, 1n, 1n, 1n, 2n) }),
    ],
  ])('is everything where there is %s', (_, given) => {
    expect(tokenPlaces(given, 0)).toHaveLength(8);
  });

  test('has the gradients that it has with everything', async () => {
    const { model } = await openCase('seqcls-bert');
    const options = { divisor: 2, seed: 1, step: 1, microBatch: 0 };
    const copy = (gradients: ReadonlyMap<string, Float32Array>) =>
      new Map([...gradients].map(([name, data]) => [name, Float32Array.from(data)]));
    const packed = await model.backward(batch(ids, mask, one), options);
    const [loss, gradients] = [packed.loss, copy(packed.gradients)];
    // A word that the mask hides, instead of padding, is computed with the rest and changes nothing.
    const whole = await model.backward(batch([ids[0]!, [2, 9, 3, 5]], mask, one), options);
    expect(whole.loss).toBeCloseTo(loss, 5);
    for (const [name, data] of whole.gradients) {
      const expected = gradients.get(name)!;
      data.forEach((value, index) => expect(Math.abs(value - expected[index]!)).toBeLessThan(1e-5));
    }
    await model.dispose();
  });
});

describe('the head of a language model', () => {
  const ofToken = (data: bigint[]): Labels => ({ kind: 'tokens', data: BigInt64Array.from(data) });

  test('has the loss of the tokens that labels ask for, and none where they ask for nothing', async () => {
    const { model } = await openCase('token-bert');
    const options = { divisor: 1, seed: 1, step: 1, microBatch: 0 };
    const lossOf = async (data: bigint[]): Promise<number> =>
      (await model.backward(batch(ids, mask, ofToken(data)), options)).loss;
    const first = await lossOf([-100n, 1n, -100n, -100n, -100n, -100n, -100n, -100n]);
    const second = await lossOf([-100n, -100n, -100n, -100n, -100n, 2n, -100n, -100n]);
    expect(first).toBeGreaterThan(0);
    expect(await lossOf([-100n, 1n, -100n, -100n, -100n, 2n, -100n, -100n])).toBeCloseTo(first + second, 4);
    const nothing = await model.backward(batch(ids, mask, ofToken(Array.from({ length: 8 }, () => -100n))), options);
    expect(nothing.loss).toBe(0);
    expect([...nothing.gradients.values()].every((gradient) => gradient.every((value) => value === 0))).toBe(true);
    await model.dispose();
  });
});
