import { t } from '@vscode/l10n';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { previewSettingsSchema, type DataPreview, type DataView } from '../../../common/contracts/training/data-view';
import { isCancelled, toErrorData } from '../../../common/errors/lens-error';
import { CancellationSource } from '../../../common/rpc/cancellation';
import { withFileNames } from '../words/file-names';
import type { TrainingEngine } from './training-engine';

export interface DataReaderParams {
  readonly engine: TrainingEngine;
  readonly onChange: () => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

const nothing: DataView = { phase: 'none', message: '', progress: null, preview: null };
const keys = Object.keys(previewSettingsSchema.entries);

/** What the form knows of its data: read by an engine process, the newest question wins. Paths are absolute. */
export class DataReader {
  readonly #params: DataReaderParams;
  #view = nothing;
  #asked = '';
  #file: unknown;
  #running = new CancellationSource();

  constructor(params: DataReaderParams) {
    this.#params = params;
  }

  get view(): DataView {
    return this.#view;
  }

  get preview(): DataPreview | null {
    return this.#view.preview;
  }

  /** Reads the data anew when something that matters to it was changed. `again`: although nothing was. */
  async read(settings: Readonly<Record<string, unknown>>, modelFolder: string | null, again = false): Promise<void> {
    const wanted = Object.fromEntries(keys.flatMap((key) => (key in settings ? [[key, settings[key]]] : [])));
    const question = JSON.stringify([wanted, modelFolder]);
    if (question === this.#asked && !again) return;
    this.#asked = question;
    this.#running.abort();
    const { success, output } = v.safeParse(previewSettingsSchema, wanted);
    if (!success) {
      if (wanted['train_file'] === undefined) this.#show(nothing);
      return;
    }
    const signal = new CancellationSource();
    this.#running = signal;
    const kept = output.train_file === this.#file ? this.#view.preview : null;
    this.#file = output.train_file;
    this.#show({ phase: 'reading', message: t('Reading the data'), progress: null, preview: kept });
    await this.#ask({ settings: output, modelFolder, dataFolder: dirname(output.train_file) }, signal);
  }

  dispose(): void {
    this.#running.abort();
  }

  async #ask(params: Parameters<TrainingEngine['previewData']>[0], signal: CancellationSource): Promise<void> {
    const { engine, onFailure } = this.#params;
    const { train_file: train, validation_file: validation } = params.settings;
    const short = (sentence: string): string => withFileNames(sentence, [train, validation]);
    try {
      const preview = await engine.previewData(params, {
        signal,
        onProgress: ({ phase, done, total }) => {
          if (this.#running !== signal) return;
          const message = phase === 'reading' ? t('Reading the data') : t('Counting tokens');
          this.#show({ ...this.#view, message, progress: total ? Math.min(1, done / total) : null });
        },
      });
      const problems = preview.problems.map((problem) => ({ ...problem, message: short(problem.message) }));
      if (this.#running !== signal) return;
      this.#show({ phase: 'ready', message: '', progress: null, preview: { ...preview, problems } });
    } catch (error) {
      if (this.#running !== signal || isCancelled(error)) return;
      onFailure('Reading the data of a run', error);
      const { message, help } = toErrorData(error);
      const words = short([message, help].filter(Boolean).join(' '));
      this.#show({ phase: 'failed', message: words, progress: null, preview: null });
    }
  }

  #show(view: DataView): void {
    this.#view = view;
    this.#params.onChange();
  }
}
