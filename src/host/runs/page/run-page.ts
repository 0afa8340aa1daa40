import type { DataReport, WeightChanges } from '../../../common/contracts/training/run-folder';
import type { RunPageState, ShownRun, StepColumns } from '../../../common/contracts/training/run-view';
import type { RunSnapshot } from '../folder/read-run';
import { readChanges, readData, readEvaluation, type EvaluationOf } from '../folder/read-results';
import { columnsOf } from '../folder/run-history';
import { canStart, conditionOf } from '../words/condition';
import { RunFeed } from './run-feed';
import { shownRun } from './shown-run';

/** Who draws the page. */
export interface RunPageView {
  page(state: RunPageState): void;
  steps(key: string, reset: boolean, columns: StepColumns): void;
  overlay(run: ShownRun): void;
}

export interface RunPageParams {
  readonly folder: string;
  readonly runs: () => readonly RunSnapshot[];
  readonly view: RunPageView;
  readonly onFailure: (doing: string, error: unknown) => void;
}

/** The page of a run: reads what its folder says and tells the view what is new. Knows nothing of panels or VS Code. */
export class RunPage {
  readonly folder: string;
  readonly #params: RunPageParams;
  readonly #own: RunFeed;
  readonly #overlays = new Map<string, RunFeed>();
  #data: DataReport | null = null;
  #evaluation: EvaluationOf | null = null;
  #changes: WeightChanges | null = null;
  #read = '';
  #queue: Promise<void> = Promise.resolve();

  constructor(params: RunPageParams) {
    this.#params = params;
    this.folder = params.folder;
    this.#own = new RunFeed(params.folder);
  }

  /** The run; undefined once it was deleted. */
  get run(): RunSnapshot | undefined {
    return this.#find(this.folder);
  }

  /** What the page draws beside its steps; undefined once the run was deleted. */
  get state(): RunPageState | undefined {
    const { run } = this;
    if (!run) return undefined;
    const others = this.#params.runs().filter(({ folder }) => folder !== this.folder);
    return {
      run: shownRun(run, this.#own.history.evaluations),
      data: this.#data,
      evaluation: this.#evaluation,
      changes: this.#changes,
      others: others.map(({ folder, name }) => ({ key: folder, name, shown: this.#overlays.has(folder) })),
      actions: {
        stop: run.alive && conditionOf(run) !== 'stopping',
        resume: canStart(run),
        openInLens: run.result !== null,
        compare: run.result !== null,
      },
    };
  }

  get evaluation(): EvaluationOf | null {
    return this.#evaluation;
  }

  get changes(): WeightChanges | null {
    return this.#changes;
  }

  /** Reads what is new and tells it. Looks wait for each other. */
  async update(): Promise<void> {
    this.#queue = this.#queue.then(async () => this.#update()).catch((error: unknown) => this.#failed(error));
    await this.#queue;
  }

  /** Tells everything, to a view that has just come up. */
  resend(): void {
    const { view } = this.#params;
    for (const feed of [this.#own, ...this.#overlays.values()]) {
      view.steps(feed.folder, true, columnsOf(feed.history.steps));
    }
    this.#tellState();
  }

  /** Lays another run over this one, or takes it away. Keys of runs that are not there do nothing. */
  async setOverlay(key: string, shown: boolean): Promise<void> {
    if (!shown) this.#overlays.delete(key);
    else if (this.#find(key) && key !== this.folder && !this.#overlays.has(key)) {
      this.#overlays.set(key, new RunFeed(key));
      this.#params.view.steps(key, true, columnsOf([]));
    }
    await this.update();
  }

  async #update(): Promise<void> {
    const { view } = this.#params;
    for (const feed of [this.#own, ...this.#overlays.values()]) {
      for await (const { reset, columns } of feed.changes()) {
        if (reset || columns.step.length > 0) view.steps(feed.folder, reset, columns);
      }
    }
    await this.#readResults();
    this.#tellState();
  }

  /** Files beside the metrics are read again when there may be others. */
  async #readResults(): Promise<void> {
    const { run } = this;
    if (!run) return;
    const stamp = JSON.stringify([run.state?.phase, run.state?.best, this.#own.history.evaluations.at(-1)?.step]);
    if (stamp === this.#read && this.#data) return;
    this.#read = stamp;
    this.#data = (await this.#orKept(readData(this.folder))) ?? this.#data;
    this.#evaluation = (await this.#orKept(readEvaluation(this.folder, run.state))) ?? this.#evaluation;
    this.#changes = (await this.#orKept(readChanges(this.folder))) ?? this.#changes;
  }

  /** A broken file is logged; the rest of the page stays. */
  async #orKept<Value>(reading: Promise<Value>): Promise<Value | null> {
    try {
      return await reading;
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  #tellState(): void {
    const { state } = this;
    if (!state) return;
    this.#params.view.page(state);
    for (const { folder, history } of this.#overlays.values()) {
      const run = this.#find(folder);
      if (run) this.#params.view.overlay(shownRun(run, history.evaluations));
      else this.#overlays.delete(folder);
    }
  }

  #find(folder: string): RunSnapshot | undefined {
    return this.#params.runs().find((run) => run.folder === folder);
  }

  #failed(error: unknown): void {
    this.#params.onFailure('Reading a run', error);
  }
}
