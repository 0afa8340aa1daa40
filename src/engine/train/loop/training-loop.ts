import type { Evaluation, EvaluationLine, StepLine } from '../../../common/contracts/training/run-folder';
import type { RunFile } from '../../../common/contracts/training/run-file';
import type { Example } from '../../data/examples/example';
import { epochOrder } from '../sampling/epoch-order';
import { learningRateAt } from '../schedule/learning-rates';
import { epochAfter, placeOf, type Plan } from '../schedule/plan';
import { judge, metricKey, noBest, type BestState } from './best-metric';
import type { Evaluated } from './evaluate';
import type { StepMaker } from './train-step';

/** Where a run is: what of the loop a checkpoint keeps. */
export interface Progress {
  step: number;
  /** The run was stopped before the evaluation that is due after this step. */
  evaluationDue: boolean;
  best: BestState;
}

export const beginning: Progress = { step: 0, evaluationDue: false, best: noBest };

export interface LoopParts {
  readonly settings: RunFile;
  readonly plan: Plan;
  readonly train: readonly Example[];
  readonly steps: StepMaker;
  /** Null where a stop was asked for meanwhile. */
  readonly evaluate: () => Promise<Evaluated | null>;
}

/** What the loop tells, and what it asks. Everything that is written is written by these. */
export interface LoopEvents {
  readonly step: (line: StepLine) => void;
  readonly evaluation: (line: EvaluationLine, evaluation: Evaluation, best: BestState) => Promise<void>;
  readonly save: (progress: Progress) => Promise<void>;
  /** The weights are the best so far; called after `save` where both happen. */
  readonly best: (progress: Progress) => Promise<void>;
  readonly stopRequested: () => boolean;
  /** Between the pieces of a step. */
  readonly breathe: () => void;
}

export type Ending = 'finished' | 'early' | 'stopped';

/**
 * Trains from where `progress` stands to the end of the plan, until the evaluations stop getting better, or until a stop is
 * asked for: then the step is finished and a checkpoint written.
 * @throws LensError where the loss is no number, or memory is short
 */
export async function trainingLoop(parts: LoopParts, progress: Progress, events: LoopEvents): Promise<Ending> {
  const loop = new Loop(parts, progress, events);
  let ending = progress.evaluationDue ? await loop.evaluate() : null;
  if (loop.hasWaitedEnough()) return 'early';
  while (ending === null && progress.step < parts.plan.totalSteps) {
    await loop.step();
    ending = await loop.afterStep();
  }
  return ending ?? 'finished';
}

class Loop {
  readonly #parts: LoopParts;
  readonly #progress: Progress;
  readonly #events: LoopEvents;
  #order: { readonly epoch: number; readonly rows: Uint32Array } | null = null;

  constructor(parts: LoopParts, progress: Progress, events: LoopEvents) {
    this.#parts = parts;
    this.#progress = progress;
    this.#events = events;
  }

  /** True for a run that had ended by its evaluations when it was cut off. */
  hasWaitedEnough(): boolean {
    const patience = this.#parts.settings.early_stopping_patience;
    return patience !== undefined && this.#progress.best.waited >= patience;
  }

  async step(): Promise<void> {
    const { plan, settings, steps } = this.#parts;
    const step = this.#progress.step + 1;
    const { epoch, firstBatch, batches } = placeOf(plan, step);
    const learningRate = learningRateAt(settings, plan.warmupSteps, plan.totalSteps, step);
    const { loss, gradNorm } = await steps.make({
      step,
      epoch,
      learningRate,
      batches: Array.from({ length: batches }, (_, index) => this.#batch(epoch, firstBatch + index)),
      breathe: this.#events.breathe,
    });
    this.#progress.step = step;
    this.#events.step({
      step,
      epoch: epochAfter(plan, step),
      loss,
      grad_norm: gradNorm,
      learning_rate: learningRate,
    });
  }

  /** Evaluates and saves where it is time to. Gives how the run ends, or null to go on. */
  async afterStep(): Promise<Ending | null> {
    const { plan } = this.#parts;
    const { step } = this.#progress;
    this.#progress.evaluationDue = plan.evaluations.isAt(step);
    if (this.#progress.evaluationDue) return this.evaluate();
    return this.#saveAndGoOn(plan.saves.isAt(step));
  }

  /** Evaluates, and saves where a checkpoint is due at this step. */
  async evaluate(): Promise<Ending | null> {
    const { plan, settings } = this.#parts;
    const { step } = this.#progress;
    const evaluated = this.#events.stopRequested() ? null : await this.#parts.evaluate();
    if (evaluated === null) return this.#stop();
    const { line, evaluation } = describe(evaluated, step, epochAfter(plan, step));
    const value = line[metricKey(settings)] ?? NaN;
    const { state, isBest, stops } = judge(this.#progress.best, value, step, settings);
    this.#progress.best = state;
    this.#progress.evaluationDue = false;
    await this.#events.evaluation(line, evaluation, state);
    const ending = await this.#saveAndGoOn(plan.saves.isAt(step));
    if (isBest) await this.#events.best(this.#progress);
    return stops ? 'early' : ending;
  }

  async #saveAndGoOn(saves: boolean): Promise<Ending | null> {
    const stops = this.#events.stopRequested() && this.#progress.step < this.#parts.plan.totalSteps;
    if (saves || stops) await this.#events.save(this.#progress);
    return stops ? 'stopped' : null;
  }

  async #stop(): Promise<Ending> {
    await this.#events.save(this.#progress);
    return 'stopped';
  }

  #batch(epoch: number, batch: number): Example[] {
    const { train, settings } = this.#parts;
    if (this.#order?.epoch !== epoch) {
      const lengths = train.map(({ inputIds }) => inputIds.length);
      const size = settings.per_device_train_batch_size * settings.gradient_accumulation_steps;
      const { train_sampling_strategy: strategy, seed } = settings;
      this.#order = { epoch, rows: epochOrder(lengths, epoch, { strategy, seed, stepRows: size }) };
    }
    const size = settings.per_device_train_batch_size;
    return [...this.#order.rows.subarray(batch * size, (batch + 1) * size)].flatMap((row) => train[row] ?? []);
  }
}

/** An evaluation as it is written. JSON has no NaN. */
function describe(
  { loss, findings }: Evaluated,
  step: number,
  epoch: number,
): { line: EvaluationLine; evaluation: Evaluation } {
  const { metrics, labels, confusion, mistakes, mistakeCount } = findings;
  const named = Object.entries(metrics).map(([name, value]) => [`eval_${name}`, orNull(value)] as const);
  const measured = { eval_loss: orNull(loss), ...Object.fromEntries(named) };
  const line: EvaluationLine = { step, epoch, ...measured };
  return { line, evaluation: { step, epoch, metrics: measured, labels, confusion, mistakes, mistakeCount } };
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
