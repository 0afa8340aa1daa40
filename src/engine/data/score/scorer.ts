import { setImmediate } from 'node:timers/promises';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { Tensor } from '../../../common/tensors/tensor';
import type { LoadedModel } from '../../models/loaded-model';
import { logitsOf } from '../../tasks/forward';
import { collectorFor } from '../../train/metrics/collector-for';
import type { Findings } from '../../train/metrics/collector';
import type { Labels, TrainingBatch } from '../../train/trainable-model';
import type { Example } from '../examples/example';
import { batchesByLength, type BatchLimits } from './batches-by-length';
import { rowLoss, type LossSum } from './row-loss';
import { rowPrediction, type Predicted, type Prediction } from './row-prediction';

export interface ScorerSettings extends Predicted {
  readonly model: LoadedModel;
  readonly collate: (examples: readonly Example[]) => TrainingBatch;
  /** False where rows have no labels to compare with. */
  readonly measures: boolean;
  readonly limits: BatchLimits;
  readonly signal: CancellationSignal;
}

/** What predictions are worth; `loss` is the mean over everything that was asked for. */
export type ScoreFindings = Findings & { readonly loss: number };

/** Runs a model over examples, some at a time, and adds up what its predictions are worth. */
export class Scorer {
  readonly #collector;
  readonly #shift: 0 | 1;
  #loss: LossSum = { sum: 0, count: 0 };

  constructor(private readonly settings: ScorerSettings) {
    this.#collector = collectorFor(settings);
    this.#shift = settings.task === 'text-generation' ? 1 : 0;
  }

  /** What the model makes of each example, in their order. @throws LensError `cancelled`, `bad-file` for no numbers */
  async predict(examples: readonly Example[]): Promise<Prediction[]> {
    const { limits, signal, collate, model } = this.settings;
    const predictions = new Array<Prediction>(examples.length);
    const lengths = examples.map(({ inputIds, label }) => {
      return Math.max(inputIds.length, label instanceof Int32Array ? label.length : 0);
    });
    for (const indices of batchesByLength(lengths, limits)) {
      // Lets the messages in that came while the model computed.
      await setImmediate();
      signal.throwIfAborted();
      const batch = indices.flatMap((index) => examples[index] ?? []);
      const { inputs, labels } = collate(batch);
      const logits = logitsOf(await model.run(inputs));
      checkFinite(logits.data);
      const made = this.#score(batch, labels, logits);
      for (const [row, index] of indices.entries()) predictions[index] = made[row] ?? {};
    }
    return predictions;
  }

  /** What all predictions so far are worth; null where there is nothing to compare them with. */
  findings(): ScoreFindings | null {
    if (!this.settings.measures || this.#loss.count === 0) return null;
    const loss = this.#loss.sum / this.#loss.count;
    return { ...this.#collector.finish(loss), loss };
  }

  #score(batch: readonly Example[], labels: Labels, logits: Tensor<Float32Array<ArrayBuffer>>): Prediction[] {
    const { measures } = this.settings;
    if (measures) this.#collector.add(batch, labels, logits);
    return batch.map((example, row) => {
      const loss = measures ? rowLoss(labels, logits, row, this.#shift) : null;
      if (loss !== null) this.#loss = { sum: this.#loss.sum + loss.sum, count: this.#loss.count + loss.count };
      return rowPrediction(this.settings, example, rowOf(logits, row), loss);
    });
  }
}

function rowOf({ dims, data }: Tensor<Float32Array<ArrayBuffer>>, row: number): Tensor<Float32Array<ArrayBuffer>> {
  const inner = dims.slice(1);
  const size = inner.reduce((a, b) => a * b, 1);
  return { dims: inner, data: data.subarray(row * size, (row + 1) * size) };
}

function checkFinite(data: Float32Array): void {
  if (data.every(Number.isFinite)) return;
  throw new LensError(
    'bad-file',
    'The model computed values that are not numbers (NaN or infinite), so it has no prediction.',
    'Its weights are damaged or do not belong to its config.json. Download the model again or choose another.',
  );
}
