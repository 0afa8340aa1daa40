import { t } from '@vscode/l10n';
import { dirname } from 'node:path';
import type { FormState } from '../../../common/contracts/training/form-view';
import type { RunFile } from '../../../common/contracts/training/run-file';
import { isCancelled, toErrorData } from '../../../common/errors/lens-error';
import { CancellationSource } from '../../../common/rpc/cancellation';
import { withFileNames } from '../words/file-names';
import type { TrainingEngine } from './training-engine';

type PreflightView = FormState['preflight'];

export interface MeasurementParams {
  readonly engine: TrainingEngine;
  readonly onChange: () => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

/** What is known of a run before it starts, from one step that was measured. */
export class Measurement {
  readonly #params: MeasurementParams;
  #view: PreflightView = { phase: 'waiting', message: '', result: null };
  #measured = '';
  #running: CancellationSource | undefined;

  constructor(params: MeasurementParams) {
    this.#params = params;
  }

  /** What the form shows for these settings; null where they are not complete, which the form says elsewhere. */
  viewOf(run: RunFile | null): PreflightView {
    const { phase, result } = this.#view;
    if (phase === 'measuring') return this.#view;
    const changed = t('Settings were changed since this was measured.');
    if (!run) return { phase: 'waiting', message: result ? changed : '', result };
    if (phase === 'waiting' || this.#measured === JSON.stringify(run)) return this.#view;
    return { phase: 'stale', message: changed, result };
  }

  /** True until something was measured, or failed to be. */
  get isUntried(): boolean {
    return this.#measured === '';
  }

  /** Measures a step; one that is being measured is given up. Resolves when it has ended, however. */
  async measure(run: RunFile, modelFolder: string): Promise<void> {
    this.cancel();
    const signal = new CancellationSource();
    this.#running = signal;
    this.#measured = JSON.stringify(run);
    const { result } = this.#view;
    this.#show({ phase: 'measuring', message: t('Starting'), result });
    try {
      const measured = await this.#params.engine.preflight(
        { runFile: run, modelFolder, dataFolder: dirname(run.train_file) },
        { signal, onProgress: ({ message }) => this.#progress(signal, message) },
      );
      if (this.#running === signal) this.#show({ phase: 'ready', message: '', result: measured });
    } catch (error) {
      if (this.#running !== signal) return;
      this.#failed(error, run);
    } finally {
      if (this.#running === signal) this.#running = undefined;
    }
  }

  /** Takes back what was measured, and gives up what is being measured. Tells nobody. */
  forget(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#measured = '';
    this.#view = { phase: 'waiting', message: '', result: null };
  }

  /** Gives the measuring up. */
  cancel(): void {
    const running = this.#running;
    this.#running = undefined;
    if (!running) return;
    running.abort();
    this.#show({ phase: 'waiting', message: t('Measuring was stopped.'), result: null });
  }

  #progress(signal: CancellationSource, message: string): void {
    if (this.#running === signal) this.#show({ ...this.#view, message });
  }

  #failed(error: unknown, { train_file: train, validation_file: validation }: RunFile): void {
    if (isCancelled(error)) {
      this.#show({ phase: 'waiting', message: t('Measuring was stopped.'), result: null });
      return;
    }
    this.#params.onFailure('Measuring a step', error);
    const { message, help } = toErrorData(error);
    const words = withFileNames([message, help].filter(Boolean).join(' '), [train, validation]);
    this.#show({ phase: 'failed', message: words, result: null });
  }

  #show(view: PreflightView): void {
    this.#view = view;
    this.#params.onChange();
  }
}
