import type { RunFile, SchedulerType } from '../../../common/contracts/training/run-file';

export type ScheduleSettings = Pick<RunFile, 'learning_rate' | 'lr_scheduler_type' | 'lr_scheduler_kwargs'>;

/** A schedule's factor before `step`, which counts from 0, after the warm-up. */
type Factor = (step: number, facts: Facts) => number;

interface Facts {
  readonly warmup: number;
  readonly total: number;
  readonly rate: number;
  readonly options: RunFile['lr_scheduler_kwargs'];
}

/** Where a schedule without `lr_end` ends (`get_polynomial_decay_schedule_with_warmup`). */
const polynomialEnd = 1e-7;
/** The time scale of `inverse_sqrt` without a warm-up (`get_inverse_sqrt_schedule`). */
const inverseRootScale = 10_000;

/**
 * The learning rate of a step, which counts from 1. Formulas, defaults and their order of operations are those of
 * `transformers.optimization`.
 * @param warmup steps in which the rate rises from 0
 * @param total steps of the whole run
 */
export function learningRateAt(settings: ScheduleSettings, warmup: number, total: number, step: number): number {
  const { learning_rate: rate, lr_scheduler_type: type, lr_scheduler_kwargs: options } = settings;
  const done = step - 1;
  if (type !== 'constant' && done < warmup) return rate * (done / Math.max(1, warmup));
  return rate * factors[type](done, { warmup, total, rate, options });
}

const factors: Readonly<Record<SchedulerType, Factor>> = {
  linear: (step, { warmup, total }) => Math.max(0, (total - step) / Math.max(1, total - warmup)),
  cosine: (step, facts) => Math.max(0, wave(step, facts)),
  cosine_with_restarts: (step, facts) => {
    const progress = progressAt(step, facts);
    if (progress >= 1) return 0;
    const cycles = facts.options.num_cycles ?? 1;
    return Math.max(0, 0.5 * (1 + Math.cos(Math.PI * ((cycles * progress) % 1))));
  },
  cosine_with_min_lr: (step, facts) => {
    const { min_lr, min_lr_rate } = facts.options;
    const least = min_lr_rate ?? (min_lr ?? 0) / facts.rate;
    return Math.max(0, wave(step, facts) * (1 - least) + least);
  },
  polynomial: (step, { warmup, total, rate, options: { lr_end: end = polynomialEnd, power = 1 } }) => {
    if (step > total) return end / rate;
    const remaining = 1 - (step - warmup) / (total - warmup);
    return ((rate - end) * remaining ** power + end) / rate;
  },
  inverse_sqrt: (step, { warmup, options }) => {
    const scale = options.timescale ?? (warmup || inverseRootScale);
    return 1 / Math.sqrt((step + (scale - warmup)) / scale);
  },
  constant: () => 1,
  constant_with_warmup: () => 1,
};

/** The share of the steps after the warm-up that is done. */
function progressAt(step: number, { warmup, total }: Facts): number {
  return (step - warmup) / Math.max(1, total - warmup);
}

function wave(step: number, facts: Facts): number {
  const cycles = facts.options.num_cycles ?? 0.5;
  return 0.5 * (1 + Math.cos(Math.PI * cycles * 2 * progressAt(step, facts)));
}
