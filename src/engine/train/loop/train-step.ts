import type { RunFile } from '../../../common/contracts/training/run-file';
import type { Example } from '../../data/examples/example';
import type { TrainingData } from '../../data/training-data';
import type { AdamW } from '../optimizer/adamw';
import { clipScale } from '../optimizer/clip-scale';
import type { TrainableModel } from '../trainable-model';
import { divergedError } from './diverged';
import { GradientSum } from './gradient-sum';
import { isOutOfMemory, microBatches, rowTooBig } from './micro-batches';

export interface StepParts {
  readonly model: TrainableModel;
  readonly optimizer: AdamW;
  readonly collate: TrainingData['collate'];
  readonly settings: Pick<RunFile, 'seed' | 'max_grad_norm'>;
}

/** A step that is to be made. */
export interface StepToMake {
  /** Counts from 1. */
  readonly step: number;
  /** Counts from 0. */
  readonly epoch: number;
  readonly learningRate: number;
  /** The rows of each batch of the step. */
  readonly batches: readonly (readonly Example[])[];
  /** Between the pieces of a step, so that the process shows that it is alive. */
  readonly breathe: () => void;
}

export interface StepDone {
  readonly loss: number;
  /** Before clipping. */
  readonly gradNorm: number;
}

/** Makes optimizer steps. What a step does follows from the weights, the moments, the rows and the seed alone. */
export class StepMaker {
  readonly #parts: StepParts;
  readonly #sum = new GradientSum();
  #rowsAtOnce: number;

  /** @param rowsAtOnce rows that memory has room for */
  constructor(parts: StepParts, rowsAtOnce: number) {
    this.#parts = parts;
    this.#rowsAtOnce = rowsAtOnce;
  }

  /** Rows that go through the model at once: a run that is resumed goes on with as many, so that its sums are the same. */
  get rowsAtOnce(): number {
    return this.#rowsAtOnce;
  }

  /**
   * Makes one step. Where memory is short the rows go through in smaller pieces, from then on.
   * @throws LensError `diverged` where the loss or the gradient is not finite, `too-big` where one row is too much
   */
  async make(wanted: StepToMake): Promise<StepDone> {
    for (;;) {
      try {
        return await this.#make(wanted);
      } catch (error) {
        if (!isOutOfMemory(error)) throw error;
        const most = Math.min(this.#rowsAtOnce, Math.max(...wanted.batches.map((batch) => batch.length)));
        if (most <= 1) throw rowTooBig(longestOf(wanted.batches), error);
        this.#rowsAtOnce = Math.ceil(most / 2);
      }
    }
  }

  async #make({ step, epoch, learningRate, batches, breathe }: StepToMake): Promise<StepDone> {
    const { model, optimizer, settings, collate } = this.#parts;
    const pieces = microBatches(batches, this.#rowsAtOnce, model, (examples) => collate(examples, { epoch }));
    let loss = 0;
    let gradients: ReadonlyMap<string, Float32Array> = new Map();
    for (const [microBatch, { batch, divisor }] of pieces.entries()) {
      const result = await model.backward(batch, { divisor, seed: settings.seed, step, microBatch });
      loss += result.loss;
      gradients = pieces.length === 1 ? result.gradients : this.#sum.add(result.gradients, microBatch === 0);
      breathe();
    }
    if (!Number.isFinite(loss)) throw divergedError(step, 'loss', batches.flat());
    const taken = await optimizer.take(gradients);
    if (!Number.isFinite(taken.norm)) throw divergedError(step, 'gradient', batches.flat());
    await optimizer.step(taken, { learningRate, gradientScale: clipScale(taken.norm, settings.max_grad_norm) });
    return { loss, gradNorm: taken.norm };
  }
}

function longestOf(batches: readonly (readonly Example[])[]): number {
  return batches.flat().reduce((most, { inputIds }) => Math.max(most, inputIds.length), 0);
}
