import { defaultEvalSteps, type RunFile } from '../../../common/contracts/training/run-file';

export type PlanSettings = Pick<
  RunFile,
  | 'num_train_epochs'
  | 'max_steps'
  | 'per_device_train_batch_size'
  | 'gradient_accumulation_steps'
  | 'warmup_steps'
  | 'eval_strategy'
  | 'eval_steps'
  | 'save_strategy'
  | 'save_steps'
>;

/** What happens when in a run, counted as `Trainer.set_initial_training_values` counts. */
export interface Plan {
  /** Batches of an epoch; `gradient_accumulation_steps` of them are one step, the last of an epoch may have fewer. */
  readonly batchesPerEpoch: number;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** Whole ones, the last of which may not be gone through to its end. */
  readonly epochs: number;
  readonly warmupSteps: number;
  /** Batches that make a step. */
  readonly accumulation: number;
  /** When the model is evaluated. */
  readonly evaluations: Rhythm;
  /** When a checkpoint is written. */
  readonly saves: Rhythm;
}

/** Something that happens after some of the steps: the last one always, unless it never happens. */
export interface Rhythm {
  readonly isAt: (step: number) => boolean;
  /** How many times it happens after a step. */
  readonly after: (step: number) => number;
}

/** @param rows of the training data, at least 1 */
export function makePlan(settings: PlanSettings, rows: number): Plan {
  const accumulation = settings.gradient_accumulation_steps;
  const batchesPerEpoch = Math.ceil(rows / settings.per_device_train_batch_size);
  const stepsPerEpoch = Math.ceil(batchesPerEpoch / accumulation);
  const byEpochs = settings.max_steps <= 0;
  const totalSteps = byEpochs ? Math.ceil(settings.num_train_epochs * stepsPerEpoch) : settings.max_steps;
  const epochs = byEpochs ? Math.ceil(settings.num_train_epochs) : Math.ceil(totalSteps / stepsPerEpoch);
  const length = { stepsPerEpoch, totalSteps };
  return {
    batchesPerEpoch,
    stepsPerEpoch,
    totalSteps,
    epochs,
    warmupSteps: stepsOf(settings.warmup_steps, totalSteps),
    accumulation,
    evaluations: rhythmOf(settings.eval_strategy, settings.eval_steps ?? defaultEvalSteps, length),
    saves: rhythmOf(settings.save_strategy, settings.save_steps, length),
  };
}

/** A number of steps that may be given as a share of all. */
function stepsOf(value: number, total: number): number {
  return value >= 1 ? Math.trunc(value) : Math.ceil(total * value);
}

/** The last step counts for both strategies, as in `DefaultFlowCallback`: an epoch that is cut short ends there. */
function rhythmOf(
  strategy: 'no' | 'steps' | 'epoch',
  every: number,
  { stepsPerEpoch, totalSteps }: { stepsPerEpoch: number; totalSteps: number },
): Rhythm {
  if (strategy === 'no') return { isAt: () => false, after: () => 0 };
  const interval = strategy === 'epoch' ? stepsPerEpoch : Math.max(1, stepsOf(every, totalSteps));
  const untilEnd = Math.ceil(totalSteps / interval);
  return {
    isAt: (step) => step % interval === 0 || step === totalSteps,
    after: (step) => (step >= totalSteps ? 0 : untilEnd - Math.floor(step / interval)),
  };
}

/** Where a step, which counts from 1, stands in its epoch, which counts from 0. */
export function placeOf(plan: Plan, step: number): { epoch: number; firstBatch: number; batches: number } {
  const epoch = Math.floor((step - 1) / plan.stepsPerEpoch);
  const firstBatch = ((step - 1) % plan.stepsPerEpoch) * plan.accumulation;
  return { epoch, firstBatch, batches: Math.min(plan.accumulation, plan.batchesPerEpoch - firstBatch) };
}

/** How many epochs are done after a step, as Trainer logs it. */
export function epochAfter(plan: Plan, step: number): number {
  if (step === 0) return 0;
  const { epoch, firstBatch, batches } = placeOf(plan, step);
  return epoch + (firstBatch + batches) / plan.batchesPerEpoch;
}
