import type { TrainableModel, TrainingBatch } from '../../../../../src/engine/train/trainable-model';

/**
 * How much the loss changes along the gradient, as a share of what the gradient says: 1 where they agree. Central
 * differences over all trained weights at once; the weights are back where they were afterwards.
 */
export async function slopeRatio(model: TrainableModel, batch: TrainingBatch, step = 5e-4): Promise<number> {
  const options = { divisor: model.lossDivisor(batch), seed: 1, step: 3, microBatch: 0 };
  const { gradients } = await model.backward(batch, options);
  const slopes = new Map([...gradients].map(([parameter, data]) => [parameter, Float32Array.from(data)]));
  const square = [...slopes.values()].reduce((sum, data) => data.reduce((a, b) => a + b * b, sum), 0);
  const starts = model.parameters.map(({ data }) => Float32Array.from(data));
  const by = step / Math.sqrt(square);
  const lossAt = async (distance: number): Promise<number> => {
    for (const [index, { name, data }] of model.parameters.entries()) {
      const slope = slopes.get(name);
      data.set(starts[index]!.map((value, at) => value + distance * (slope?.[at] ?? 0)));
    }
    return (await model.backward(batch, options)).loss;
  };
  const difference = (await lossAt(by)) - (await lossAt(-by));
  await lossAt(0);
  return difference / (2 * by) / square;
}
