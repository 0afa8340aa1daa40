import type { Evaluation } from '../../../common/contracts/training/run-folder';
import type { Tensor } from '../../../common/tensors/tensor';
import type { Example } from '../../data/examples/example';
import type { Labels } from '../trainable-model';

/** What an evaluation finds besides the loss. Names of metrics have no `eval_` yet. */
export interface Findings extends Pick<Evaluation, 'labels' | 'confusion' | 'mistakes' | 'mistakeCount'> {
  readonly metrics: Readonly<Record<string, number>>;
}

export type Logits = Tensor<Float32Array<ArrayBuffer>>;

/** Takes the batches of an evaluation one by one; nothing of a batch is kept. */
export interface Collector {
  add(examples: readonly Example[], labels: Labels, logits: Logits): void;
  /** @param loss the mean over all batches */
  finish(loss: number): Findings;
}

/** Findings of tasks that have no labels to tell apart. */
export function metricsAlone(metrics: Readonly<Record<string, number>>): Findings {
  return { metrics, labels: [], confusion: null, mistakes: [], mistakeCount: 0 };
}
