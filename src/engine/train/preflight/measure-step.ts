import type { RunFile } from '../../../common/contracts/training/run-file';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { Example, TrainingData } from '../../data';
import { threadCount } from '../../process/threads';
import { AdamW } from '../optimizer/adamw';
import { clipScale } from '../optimizer/clip-scale';
import type { TrainableModel } from '../trainable-model';

export interface MeasuredStep {
  /** Of a step whose rows are as long as those of the data are on average. */
  readonly secondsPerStep: number;
  /** Of the forward pass of one batch of evaluation. */
  readonly secondsPerEvaluationBatch: number;
  /** The most memory that the process had, in bytes. */
  readonly peakBytes: number;
}

/**
 * Makes whole steps: the longest rows first, which need most memory, then rows of usual length, which tell the time. The
 * learning rate is 0, but every weight and moment is gone through as in training.
 */
export async function measureStep(
  model: TrainableModel,
  data: TrainingData,
  runFile: RunFile,
  signal: CancellationSignal,
): Promise<MeasuredStep> {
  const optimizer = new AdamW(model.parameters, runFile, threadCount(runFile.threads));
  try {
    const secondsPerStep = await usualStep(model, data, runFile, { optimizer, signal });
    return {
      secondsPerStep: secondsPerStep * runFile.gradient_accumulation_steps,
      secondsPerEvaluationBatch: await timedEvaluation(model, data, runFile),
      peakBytes: process.resourceUsage().maxRSS * 1024,
    };
  } finally {
    await optimizer.dispose();
  }
}

async function usualStep(
  model: TrainableModel,
  data: TrainingData,
  runFile: RunFile,
  { optimizer, signal }: { optimizer: AdamW; signal: CancellationSignal },
): Promise<number> {
  const batch = runFile.per_device_train_batch_size;
  const byLength = data.train.toSorted((a, b) => b.inputIds.length - a.inputIds.length);
  const step = (rows: readonly Example[]): Promise<number> => timedStep(model, data, runFile, { optimizer, rows });
  await step(byLength.slice(0, batch));
  signal.throwIfAborted();
  // Rows in the order of the file are a sample of what batches hold: as long, and padded as much.
  const usual = data.train.slice(0, batch);
  const first = await step(usual);
  signal.throwIfAborted();
  const second = await step(usual);
  signal.throwIfAborted();
  return Math.min(first, second);
}

async function timedStep(
  model: TrainableModel,
  data: TrainingData,
  { max_grad_norm, seed }: RunFile,
  { optimizer, rows }: { optimizer: AdamW; rows: readonly Example[] },
): Promise<number> {
  const start = performance.now();
  const batch = data.collate(rows, { epoch: 0 });
  const divisor = model.lossDivisor(batch);
  const { gradients } = await model.backward(batch, { divisor, seed, step: 1, microBatch: 0 });
  const taken = await optimizer.take(gradients);
  await optimizer.step(taken, { learningRate: 0, gradientScale: clipScale(taken.norm, max_grad_norm) });
  return (performance.now() - start) / 1000;
}

async function timedEvaluation(model: TrainableModel, data: TrainingData, runFile: RunFile): Promise<number> {
  const rows = data.validation.slice(0, runFile.per_device_eval_batch_size);
  if (rows.length === 0) return 0;
  const start = performance.now();
  await model.evaluate(data.collate(rows, { epoch: null }));
  return (performance.now() - start) / 1000;
}
