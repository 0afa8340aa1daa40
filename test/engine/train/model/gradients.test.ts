import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { batchOf, kindOf, openCase, readCaseTensors, readTrainingGolden, trainingCases } from './support/training-case';

function largestOf(values: Iterable<number | bigint>): number {
  return Math.max(...Array.from(values, (value) => Math.abs(Number(value))));
}

/** The largest difference, as a share of the largest expected number. @param least what counts as that at the least */
function difference(actual: ArrayLike<number> | undefined, expected: Tensor, least = 0): number {
  if (actual?.length !== expected.data.length) return Infinity;
  const [values, wanted] = [Array.from(actual), Array.from(expected.data, Number)];
  const largest = Math.max(largestOf(wanted), least);
  return Math.max(...wanted.map((value, index) => Math.abs(value - (values[index] ?? NaN)))) / largest;
}

describe.each(Object.keys(trainingCases))('%s agrees with PyTorch', (name) => {
  test('in loss and gradients of the first step', async () => {
    const golden = readTrainingGolden(name);
    const expected = await readCaseTensors(name, 'gradients_step1.safetensors');
    const { model, initialised, unused } = await openCase(name);
    expect({ initialised, unused }).toEqual({ initialised: [], unused: [] });
    const batches = (golden.batches[0] ?? []).map((micro) => batchOf(micro, kindOf(name)));
    const divisor = batches.reduce((sum, batch) => sum + model.lossDivisor(batch), 0);
    const sums = new Map<string, Float32Array>();
    let loss = 0;
    for (const [microBatch, batch] of batches.entries()) {
      const result = await model.backward(batch, { divisor, seed: 1, step: 1, microBatch });
      loss += result.loss;
      for (const [parameter, gradient] of result.gradients) {
        sums.set(
          parameter,
          gradient.map((value, index) => value + (sums.get(parameter)?.[index] ?? 0)),
        );
      }
    }
    expect(loss).toBeCloseTo(golden.steps[0]?.loss ?? NaN, 4);
    expect([...sums.keys()].sort()).toEqual([...expected.keys()].sort());
    // The gradient of a key's bias is 0 (it moves all scores of a query alike): what is there is rounding.
    const least = 1e-2 * Math.max(...[...expected.values()].map(({ data }) => largestOf(data)));
    const wrong = [...expected].flatMap(([parameter, tensor]) => {
      const by = difference(sums.get(parameter), tensor, least);
      return by <= 1e-4 ? [] : [`${parameter}: ${by.toExponential(1)}`];
    });
    expect(wrong).toEqual([]);
    await model.dispose();
  });

  test('in logits before training, and in what is decayed', async () => {
    const golden = readTrainingGolden(name);
    const expected = (await readCaseTensors(name, 'logits_step0.safetensors')).get('logits');
    const { model } = await openCase(name);
    const batch = batchOf(golden.batches[0]![0]!, kindOf(name));
    const { logits, summedLoss } = await model.evaluate(batch);
    expect(difference(logits.data.slice(0, expected?.data.length), expected!)).toBeLessThan(1e-4);
    const first = golden.steps[0]?.micro_losses?.[0] ?? golden.steps[0]?.loss ?? NaN;
    expect(summedLoss / model.lossDivisor(batch)).toBeCloseTo(first, 4);
    const decayed = model.parameters.filter(({ decay }) => decay).map(({ name: parameter }) => parameter);
    expect(decayed.sort()).toEqual([...golden.weight_decay_on].sort());
    await model.dispose();
  });
});
