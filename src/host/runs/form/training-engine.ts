import type { EngineContract } from '../../../common/contracts/engine';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { ParamsOf, ProgressOf, ResultOf } from '../../../common/rpc/contract';
import { EngineProcess, type EngineProcessOptions } from '../../engine/engine-process';

type Question = 'previewData' | 'preflight';

/** The part of an engine process that asks about data and runs. */
export type TrainingProcess = Pick<EngineProcess, 'request' | 'exit' | 'dispose'>;

export interface AskOptions<Name extends Question> {
  readonly signal: CancellationSignal;
  readonly onProgress: (progress: ProgressOf<EngineContract, Name>) => void;
}

/** Asks about a run that has not started. */
export interface TrainingEngine {
  previewData(
    params: ParamsOf<EngineContract, 'previewData'>,
    options: AskOptions<'previewData'>,
  ): Promise<ResultOf<EngineContract, 'previewData'>>;
  preflight(
    params: ParamsOf<EngineContract, 'preflight'>,
    options: AskOptions<'preflight'>,
  ): Promise<ResultOf<EngineContract, 'preflight'>>;
  dispose(): void;
}

const idleMs = 60_000;

/**
 * Processes of the form: one that reads data, kept while it is asked and a minute after; one for each measurement, because
 * a step that was measured leaves memory behind.
 */
export class FormEngine implements TrainingEngine {
  #reader: TrainingProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #open = 0;

  constructor(
    private readonly options: EngineProcessOptions,
    private readonly start: (options: EngineProcessOptions) => TrainingProcess = (params) =>
      EngineProcess.start(params),
  ) {}

  async previewData(params: ParamsOf<EngineContract, 'previewData'>, options: AskOptions<'previewData'>) {
    clearTimeout(this.#idle);
    if (!this.#reader || this.#reader.exit) this.#reader = this.start(this.options);
    this.#open += 1;
    try {
      return await this.#reader.request('previewData', params, options);
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.#idle = setTimeout(() => this.dispose(), idleMs).unref();
    }
  }

  async preflight(params: ParamsOf<EngineContract, 'preflight'>, options: AskOptions<'preflight'>) {
    const process = this.start(this.options);
    try {
      return await process.request('preflight', params, options);
    } finally {
      process.dispose();
    }
  }

  dispose(): void {
    clearTimeout(this.#idle);
    this.#reader?.dispose();
    this.#reader = undefined;
  }
}
