import { describe, expect, test } from 'vitest';
import { openCase, batchOf, readTrainingGolden, kindOf } from './support/training-case';
import { slopeRatio } from './support/slope';

const options = { divisor: 1, seed: 1, step: 1, microBatch: 0 };

/**
 * `torch.nn.functional.cross_entropy(reduction='sum', weight, label_smoothing)` in double precision.
 * @param logits [rows, classes]
 */
function crossEntropy(logits: Float32Array, labels: BigInt64Array, weights: number[], smoothing: number): number {
  const classes = weights.length;
  return Array.from(labels, Number).reduce((sum, label, row) => {
    if (label < 0) return sum;
    const scores = Array.from(logits.subarray(row * classes, (row + 1) * classes));
    const total = Math.log(scores.reduce((all, score) => all + Math.exp(score), 0));
    const losses = scores.map((score, index) => weights[index]! * (total - score));
    const spread = losses.reduce((a, b) => a + b, 0) / classes;
    return sum + (1 - smoothing) * losses[label]! + smoothing * spread;
  }, 0);
}

describe.each(['seqcls-bert', 'token-bert'])('cross-entropy of %s', (name) => {
  test.each([
    ['with weights of classes', [0.5, 2, 1], 0],
    ['with label smoothing', null, 0.1],
    ['with both', [0.5, 2, 1], 0.2],
  ] as const)('%s is torch’s', async (_, given, labelSmoothing) => {
    const classWeights = given === null ? null : [...given];
    const { model } = await openCase(name, { classWeights, labelSmoothing });
    const batch = batchOf(readTrainingGolden(name).batches[0]![0]!, kindOf(name));
    const { logits, summedLoss } = await model.evaluate(batch);
    const labels = batch.labels.data as BigInt64Array;
    const weights = classWeights ?? [1, 1, 1];
    expect(
      (await model.backward(batch, options)).loss / crossEntropy(logits.data, labels, weights, labelSmoothing),
    ).toBeCloseTo(1, 5);
    expect(summedLoss / crossEntropy(logits.data, labels, weights, 0)).toBeCloseTo(1, 5);
    const asked = Array.from(labels, Number).filter((label) => label >= 0);
    expect(model.lossDivisor(batch)).toBeCloseTo(asked.reduce((sum, label) => sum + weights[label]!, 0));
    expect(Math.abs((await slopeRatio(model, batch)) - 1)).toBeLessThan(0.02);
    await model.dispose();
  });
});

test('weights that are not one a label are refused', async () => {
  await expect(openCase('seqcls-bert', { classWeights: [1, 2] })).rejects.toMatchObject({ code: 'usage' });
  await expect(openCase('causal-gpt2', { classWeights: [1, 2] })).rejects.toMatchObject({ code: 'usage' });
});
