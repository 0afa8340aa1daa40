import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import type { TrainingData } from '../../data/training-data';
import { deviceName } from '../../runtime/devices/why-not';
import type { OpenedTrainableModel } from '../open-trainable-model';
import type { TrainableModel } from '../trainable-model';

/**
 * The most that the gradients of a device may differ from the CPU's, as a share of their norm. Rounding makes about 1e-6 of
 * it, and products of 19 bits, which some GPUs make, about 1e-3; an operator that is wrong makes all of it.
 */
export const mostDifference = 1e-2;

/** Rows that are compared, the shortest. */
const comparedRows = 2;

/**
 * Makes forward and backward of a few rows on the device and on the CPU and compares all gradients. A provider may compute
 * forward well and backward wrongly, which no loss tells until the run is over.
 * @returns how much they differ, as a share of their norm
 * @throws LensError `device` where that is too much
 */
export async function checkGradients(
  device: Device,
  { model, onCpu }: Pick<OpenedTrainableModel, 'model' | 'onCpu'>,
  { train, collate }: Pick<TrainingData, 'train' | 'collate'>,
): Promise<number> {
  const rows = train.toSorted((a, b) => a.inputIds.length - b.inputIds.length).slice(0, comparedRows);
  const batch = collate(rows, { epoch: 0 });
  const gradientsOf = async (each: TrainableModel) =>
    (await each.backward(batch, { divisor: each.lossDivisor(batch), seed: 0, step: 1, microBatch: 0 })).gradients;
  const actual = await gradientsOf(model);
  const reference = onCpu();
  try {
    const difference = differenceOf(actual, await gradientsOf(reference));
    if (difference <= mostDifference) return difference;
    throw new LensError(
      'device',
      `${deviceName(device)} computes other gradients than the CPU: ${wordsOf(difference)}.`,
      'Train on the device cpu.',
    );
  } finally {
    await reference.dispose();
  }
}

/**
 * The norm of the differences of all gradients over the norm of what is expected; Infinity for what is no number. What is no
 * number on the CPU either is no difference: the first step tells of it.
 */
function differenceOf(actual: ReadonlyMap<string, Float32Array>, expected: ReadonlyMap<string, Float32Array>): number {
  let [difference, size] = [0, 0];
  for (const [name, values] of expected) {
    const own = actual.get(name);
    values.forEach((value, index) => {
      difference += (value - (own?.[index] ?? NaN)) ** 2;
      size += value ** 2;
    });
  }
  if (!Number.isFinite(size)) return 0;
  if (!Number.isFinite(difference)) return Infinity;
  return difference === 0 ? 0 : Math.sqrt(difference / size);
}

function wordsOf(share: number): string {
  return Number.isFinite(share)
    ? `they differ by ${(share * 100).toPrecision(2)} % of their norm`
    : 'some are no numbers';
}
