import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Device } from '../../../../src/common/contracts/model';
import type { Placement } from '../../../../src/common/contracts/placement';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import { openTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import { largestDifference } from '../../../../src/engine/runtime/devices/compare-tensors';
import {
  batchOf,
  kindOf,
  plainOptions,
  trainingCases,
  type TrainingGolden,
} from '../../train/model/support/training-case';

/** What forward and backward were on a device, on the first step of a reference run. */
export interface TrainingRun {
  readonly loss: number;
  /** The gradient that differs most, as a share of its largest entry. */
  readonly gradient: { readonly tensor: string; readonly difference: number };
  /** Of the first batch: the loss summed over its rows. */
  readonly evaluation: number;
  /** Of step 6, made with the weights that step 5 has left; null where the reference values have none. */
  readonly later: { readonly loss: number; readonly gradNorm: number } | null;
  /** The same against the CPU, where the first layer is left as it is and lies on the device. */
  readonly frozen: TrainingRun['gradient'];
  readonly placement: Placement | null;
}

type Gradients = ReadonlyMap<string, Float32Array>;

/** Makes steps of a reference run on a device. */
export async function trainModel(folder: string, device: Device): Promise<TrainingRun> {
  const name = basename(folder);
  const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as TrainingGolden;
  const { model } = await openTrainableModel({ ...plainOptions(folder, trainingCases[name]!.task), device });
  const batches = golden.batches.map(([micro]) => batchOf(micro!, kindOf(name)));
  const backward = (step: number) => {
    const batch = batches[step - 1]!;
    return model.backward(batch, { divisor: model.lossDivisor(batch), seed: 1, step, microBatch: 0 });
  };
  const { summedLoss: evaluation } = await model.evaluate(batches[0]!);
  const { loss, gradients } = await backward(1);
  const gradient = await farthest(folder, gradients);
  const weights = join(folder, 'weights_step5.safetensors');
  let later: TrainingRun['later'] = null;
  if (existsSync(weights)) {
    // The optimizer changes the same arrays: a step has to read them as they are then.
    const tensors = new Map(model.tensors.map(({ name: tensor, data }) => [tensor, data]));
    for (const [tensor, { data }] of await readSafetensors(weights)) tensors.get(tensor)!.set(data as Float32Array);
    const step = await backward(6);
    later = { loss: step.loss, gradNorm: normOf(step.gradients) };
  }
  const { placement } = model;
  const frozen = await farthestOfFrozen(folder, device, golden);
  return { loss, gradient, evaluation, later, frozen, placement };
}

/** Two rows are enough: their padding differs. */
async function farthestOfFrozen(folder: string, device: Device, { batches }: TrainingGolden) {
  const name = basename(folder);
  const options = { ...plainOptions(folder, trainingCases[name]!.task), device, freezeLayers: 1 };
  const { model, onCpu } = await openTrainableModel(options);
  const { input_ids, attention_mask, labels } = batches[0]![0]!;
  const rows = {
    input_ids: input_ids.slice(0, 2),
    attention_mask: attention_mask.slice(0, 2),
    labels: labels.slice(0, 2),
  };
  const batch = batchOf(rows, kindOf(name));
  const made = { divisor: model.lossDivisor(batch), seed: 1, step: 1, microBatch: 0 };
  const [actual, expected] = [await model.backward(batch, made), await onCpu().backward(batch, made)];
  return largestDifference(compared(expected.gradients), compared(actual.gradients));
}

/** The gradient of a key's bias is 0 but for rounding (it moves all scores of a query alike), and is left out. */
async function farthest(folder: string, gradients: Gradients): Promise<TrainingRun['gradient']> {
  const expected = await readSafetensors(join(folder, 'gradients_step1.safetensors'));
  return largestDifference(new Map([...expected].filter(([name]) => isCompared(name))), compared(gradients));
}

const isCompared = (name: string): boolean => !name.endsWith('self.key.bias');

function compared(gradients: Gradients): Map<string, Tensor> {
  const tensors = [...gradients].map(([name, data]): [string, Tensor] => [
    name,
    { dims: [data.length], data: Float32Array.from(data) },
  ]);
  return new Map(tensors.filter(([name]) => isCompared(name)));
}

function normOf(gradients: Gradients): number {
  let sum = 0;
  for (const values of gradients.values()) for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}
