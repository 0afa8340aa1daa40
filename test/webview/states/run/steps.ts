import type { StepColumns } from '../../../../src/common/contracts/training/run-view';

/** Numbers that look like noise and are the same each time (mulberry32). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface MadeSteps {
  /** Steps that were done, and that there are in all. */
  readonly done: number;
  readonly total: number;
  readonly epochs: number;
  /** Where the loss ends. */
  readonly end: number;
  readonly seed: number;
  /** Steps of the warm-up. */
  readonly warmup?: number;
}

/** The steps of a run whose loss falls from 1.05 with noise, and whose learning rate is linear with a warm-up. */
export function madeSteps({ done, total, epochs, end, seed, warmup = total / 10 }: MadeSteps): StepColumns {
  const random = noise(seed);
  const columns = {
    step: new Int32Array(done),
    epoch: new Float32Array(done),
    loss: new Float32Array(done),
    gradNorm: new Float32Array(done),
    learningRate: new Float32Array(done),
  };
  for (let index = 0; index < done; index += 1) {
    const [step, share] = [index + 1, (index + 1) / total];
    columns.step[index] = step;
    columns.epoch[index] = share * epochs;
    columns.loss[index] = Math.max(0.01, end + (1.05 - end) * Math.exp(-5 * share) + (random() - 0.5) * 0.24);
    columns.gradNorm[index] = 1 + 4 * Math.exp(-4 * share) * random();
    columns.learningRate[index] = 2e-5 * (step < warmup ? step / warmup : (total - step) / (total - warmup));
  }
  return columns;
}
