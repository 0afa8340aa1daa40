import {
  runFiles,
  type Evaluation,
  type EvaluationLine,
  type RunState,
  type StepLine,
} from '../../../common/contracts/training/run-folder';
import type { ModelSource } from '../checkpoint/model-folder';
import { metricKey, type BestState } from '../loop/best-metric';
import { evaluate, type Evaluated } from '../loop/evaluate';
import { StepMaker } from '../loop/train-step';
import type { Ending, LoopEvents, LoopParts, Progress } from '../loop/training-loop';
import { rowsAtOnce, rowsToEvaluate } from './model-room';
import { collectorFor } from '../metrics/collector-for';
import { placeOf } from '../schedule/plan';
import { writeBest } from './finish-run';
import type { MetricsFile } from './metrics-file';
import { Pace } from './pace';
import type { PreparedRun } from './prepare-run';
import type { RunFolder } from './run-folder';
import { savedAdapter } from './saved-adapter';
import type { RunListener, RunRequest } from './run-parts';

export interface LoopWriterParts {
  readonly folder: RunFolder;
  readonly request: RunRequest;
  readonly prepared: PreparedRun;
  readonly metrics: MetricsFile;
  readonly listener: RunListener;
}

/** Writes what a run's loop tells into its folder, and gives the loop what it needs. */
export class LoopWriter {
  readonly source: ModelSource;
  readonly #parts: LoopWriterParts;
  readonly #pace: Pace;
  readonly #steps: StepMaker;
  #lastEvaluation: EvaluationLine | null = null;
  #stepBegan = performance.now();
  #stepsMade = 0;
  #savedStep: number | null = null;

  constructor(parts: LoopWriterParts) {
    const { prepared, request } = parts;
    const { opened, base, data, optimizer, plan, from } = prepared;
    this.#parts = parts;
    this.#pace = new Pace(plan);
    const { config, model, adapter } = opened;
    this.source = { config, tensors: model.tensors, base, adapter: adapter && savedAdapter(adapter, request, base) };
    this.#steps = new StepMaker(
      { model: opened.model, optimizer, collate: data.collate, settings: request.settings },
      from?.rowsAtOnce ?? rowsAtOnce(prepared, request, parts.listener.note),
    );
  }

  get lastEvaluation(): EvaluationLine | null {
    return this.#lastEvaluation;
  }

  parts(progress: Progress): LoopParts {
    const { request, prepared, folder } = this.#parts;
    const { plan, data } = prepared;
    folder.state.update({
      step: progress.step,
      totalSteps: plan.totalSteps,
      totalEpochs: plan.epochs,
      checkpointStep: prepared.from?.step ?? null,
      device: request.device,
      best: shownBest(progress.best, request, runFiles.best),
    });
    this.phase('running', this.#epochWords(progress.step));
    return {
      settings: request.settings,
      plan,
      train: data.train,
      steps: this.#steps,
      evaluate: () => this.#evaluate(),
    };
  }

  events(): LoopEvents {
    const { folder, request } = this.#parts;
    return {
      step: (line) => this.#step(line),
      evaluation: (line, evaluation, best) => this.#evaluated(line, evaluation, best),
      save: (progress) => this.#save(progress),
      best: ({ step }) => this.#best(step),
      stopRequested: () => request.stop.isAsked(),
      breathe: () => folder.lock.keep(),
    };
  }

  phase(phase: RunState['phase'], message: string): void {
    this.#parts.folder.state.update({ phase, message, peakBytes: process.resourceUsage().maxRSS * 1024 });
  }

  end(ending: Ending): void {
    const { folder } = this.#parts;
    const stopped = ending === 'stopped';
    const message = stopped
      ? `Stopped after step ${folder.state.state.step}; it can be resumed`
      : ending === 'early'
        ? 'Finished early: the evaluations stopped getting better'
        : 'Finished';
    folder.log(message);
    folder.state.update({
      phase: stopped ? 'stopped' : 'finished',
      message,
      ended: Date.now(),
      secondsLeft: stopped ? this.#pace.secondsLeft(folder.state.state.step) : 0,
      stoppedEarly: ending === 'early',
      peakBytes: process.resourceUsage().maxRSS * 1024,
    });
  }

  #step(line: StepLine): void {
    const { folder, metrics, listener } = this.#parts;
    folder.lock.keep();
    folder.disk.check();
    metrics.add(line);
    const now = performance.now();
    this.#pace.stepTook((now - this.#stepBegan) / 1000, this.#stepsMade === 1);
    this.#stepBegan = now;
    this.#stepsMade++;
    folder.state.update({
      step: line.step,
      epoch: line.epoch,
      message: this.#epochWords(line.step),
      secondsPerStep: this.#pace.secondsPerStep,
      secondsLeft: this.#pace.secondsLeft(line.step),
    });
    listener.step(line);
  }

  async #evaluate(): Promise<Evaluated | null> {
    const { request, prepared, folder } = this.#parts;
    const { settings } = request;
    const { data, opened } = prepared;
    const began = performance.now();
    this.phase('evaluating', 'Evaluating');
    const measured = { task: settings.task, problemType: data.problemType, labels: data.labels };
    const result = await evaluate(data.validation, collectorFor(measured), {
      model: opened.model,
      collate: data.collate,
      rows: rowsToEvaluate(prepared, settings.per_device_eval_batch_size),
      progress: () => {
        folder.lock.keep();
        return !request.stop.isAsked();
      },
    });
    this.#pace.evaluationTook((performance.now() - began) / 1000);
    this.#goOn();
    return result;
  }

  async #evaluated(line: EvaluationLine, evaluation: Evaluation, best: BestState): Promise<void> {
    const { folder, metrics, listener, request } = this.#parts;
    await folder.writeEvaluation(evaluation);
    metrics.add(line);
    this.#lastEvaluation = line;
    const path = folder.state.state.best?.step === best.step ? runFiles.best : null;
    folder.state.update({ best: shownBest(best, request, path) });
    folder.log(`Evaluation: ${JSON.stringify(line)}`);
    listener.evaluation(line);
  }

  /** The files are written before the weights move on; the rest goes on beside the next steps, unless it is the last. */
  async #save({ step, evaluationDue, best }: Progress): Promise<void> {
    const { folder, request, prepared } = this.#parts;
    const { optimizer, dataHash } = prepared;
    const began = performance.now();
    const stops = request.stop.isAsked();
    this.phase(stops ? 'stopping' : 'saving', 'Saving a checkpoint');
    await folder.lock.check();
    await folder.disk.settle();
    const facts = { optimizerSteps: optimizer.steps, rowsAtOnce: this.#steps.rowsAtOnce, dataHash };
    const state = { version: 1 as const, step, evaluationDue, best, ...facts };
    const finish = await folder.checkpoints.begin(state, this.source, optimizer);
    folder.disk.add(async () => {
      await finish();
      folder.state.update({ checkpointStep: step });
      await folder.checkpoints.keepNewest(request.settings.save_total_limit, best.step);
    });
    this.#savedStep = step;
    if (stops) await folder.disk.settle();
    this.#pace.checkpointTook((performance.now() - began) / 1000);
    this.#goOn();
  }

  async #best(step: number): Promise<void> {
    const { folder } = this.#parts;
    await folder.lock.check();
    await writeBest(folder, step, this.source, this.#savedStep === step);
    folder.disk.add(() => {
      const { best } = folder.state.state;
      if (best?.step === step) folder.state.update({ best: { ...best, path: runFiles.best } });
      return Promise.resolve();
    });
    this.#goOn();
  }

  /** Back to steps, whose clock starts anew. */
  #goOn(): void {
    const { folder } = this.#parts;
    this.phase('running', this.#epochWords(folder.state.state.step));
    this.#stepBegan = performance.now();
  }

  #epochWords(step: number): string {
    const { plan } = this.#parts.prepared;
    const { epoch } = placeOf(plan, Math.min(step + 1, plan.totalSteps));
    return `Epoch ${epoch + 1} of ${plan.epochs}`;
  }
}

/** @param path of the best weights, relative to the run folder; null while they are not written */
function shownBest({ step, value }: BestState, { settings }: RunRequest, path: string | null): RunState['best'] {
  return step === null || value === null ? null : { step, metric: metricKey(settings), value, path };
}
