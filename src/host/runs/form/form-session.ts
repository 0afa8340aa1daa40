import { t } from '@vscode/l10n';
import { dataGuessSchema, type DataView } from '../../../common/contracts/training/data-view';
import type { FormState } from '../../../common/contracts/training/form-view';
import type { RunFile } from '../../../common/contracts/training/run-file';
import { LensError, toErrorData } from '../../../common/errors/lens-error';
import { problemNames } from '../../../common/training/problem-names';
import { checkSettings, type CheckedSettings } from '../settings/check-settings';
import { changed, completed, defaultsFor } from '../settings/complete-settings';
import { DataReader } from './data-reader';
import type { DraftRun } from './draft-run';
import { Measurement } from './measurement';
import type { TrainingEngine } from './training-engine';

export type FormChoices = Pick<FormState, 'models' | 'files' | 'devices'>;

export interface FormSessionParams {
  readonly draft: DraftRun;
  /** Settings that are chosen at the start; data files are absolute. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Defaults beside those of a course: threads, the device in use. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly engine: TrainingEngine;
  /** The folder of a model by name. Throws a LensError for one that is not here or not trusted. */
  readonly findModel: (name: string) => Promise<string>;
  readonly isTrusted: () => boolean;
  /** A name for a run on a data file. */
  readonly nameFor: (dataFile: string) => string;
  /** The state or the data that the form shows were changed. */
  readonly onChange: () => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

const noChoices: FormChoices = { models: [], files: [], devices: [{ device: 'cpu', works: true, reason: null }] };

/** A form that sets up a run: its settings, what is wrong with them, its data and what was measured. Knows nothing of VS Code. */
export class FormSession {
  readonly draft: DraftRun;
  readonly #params: FormSessionParams;
  readonly #data: DataReader;
  readonly #measurement: Measurement;
  #settings: Record<string, unknown>;
  #choices = noChoices;
  #model: { name: string; folder: string | null; problem: string | null } = { name: '', folder: null, problem: null };
  #starting = false;

  constructor(params: FormSessionParams) {
    this.#params = params;
    this.draft = params.draft;
    this.#settings = { ...params.settings };
    const { engine, onFailure } = params;
    const onChange = (): void => this.#partChanged();
    this.#data = new DataReader({ engine, onFailure, onChange });
    this.#measurement = new Measurement({ engine, onFailure, onChange });
  }

  /** What the form draws. */
  get state(): FormState {
    const { run, problems } = this.#checked();
    return {
      name: this.draft.name,
      settings: this.#settings,
      defaults: this.#defaults(),
      problems: { ...problems },
      ...this.#choices,
      preflight: this.#measurement.viewOf(run),
      starting: this.#starting,
      blocked: this.#blocked(run, problems),
      trusted: this.#params.isTrusted(),
    };
  }

  get data(): DataView {
    return this.#data.view;
  }

  /** Every setting as the run file will have it. */
  get complete(): Record<string, unknown> {
    return completed(this.#settings, this.#defaults());
  }

  /** The run file. @throws LensError `usage` that names the first setting that is wrong */
  runFile(): RunFile {
    const { run, problems } = this.#checked();
    if (run) return run;
    const { phase, message } = this.#data.view;
    const [first] = phase === 'failed' ? [message] : Object.values(problems);
    throw new LensError('usage', this.#missing() ?? first ?? t('The data is being read.'));
  }

  setChoices(choices: Partial<FormChoices>): void {
    this.#choices = { ...this.#choices, ...choices };
    this.#params.onChange();
  }

  /** Finds the model and reads the data. Resolves when both are known. */
  async load(): Promise<void> {
    await this.set({});
  }

  /** Changes settings; null takes one back to its default. Resolves when data and model are known. */
  async set(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const file = changes['train_file'];
    const newFile = file !== undefined && file !== this.#settings['train_file'];
    if (newFile && typeof file === 'string') this.draft.suggest(this.#params.nameFor(file));
    await this.#take(changed(this.#settings, newFile ? { ...otherColumns, ...changes } : changes));
  }

  /** Takes the settings of a run file that was edited; data files are absolute. */
  async replace(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#take({ ...settings });
  }

  async rename(name: string): Promise<void> {
    await this.draft.rename(name);
    this.#params.onChange();
  }

  /** Measures one step with these settings. */
  async measure(): Promise<void> {
    const { run } = this.#checked();
    if (run && this.#model.folder !== null) await this.#measurement.measure(run, this.#model.folder);
  }

  cancelMeasure(): void {
    this.#measurement.cancel();
  }

  /** What was measured says that the run would fail: the sentences; empty where nothing says so. */
  get warnings(): string[] {
    const { phase, result } = this.state.preflight;
    if (phase !== 'ready' || !result) return [];
    return result.checks.filter(({ state }) => state === 'error').map(({ text }) => text);
  }

  /** Runs `start` while the form says that it is starting. */
  async start(start: () => Promise<void>): Promise<void> {
    this.#measurement.cancel();
    this.#starting = true;
    this.#params.onChange();
    try {
      await this.draft.write({ ...this.runFile() });
      await start();
    } finally {
      this.#starting = false;
      this.#params.onChange();
    }
  }

  dispose(): void {
    this.#data.dispose();
    this.#measurement.cancel();
  }

  async #take(settings: Record<string, unknown>): Promise<void> {
    // What was measured on other rows or another model says nothing: it is measured anew once they are known.
    if (['train_file', 'model'].some((key) => settings[key] !== this.#settings[key])) this.#measurement.forget();
    this.#settings = settings;
    this.#params.onChange();
    try {
      await this.draft.update(this.complete);
    } catch (error) {
      this.#params.onFailure('Writing a run file', error);
    }
    await this.#findModel();
    const known = completed(this.#settings, defaultsFor(this.#settings, null, {}));
    await this.#data.read(known, this.#model.folder);
  }

  async #findModel(): Promise<void> {
    const name = this.#settings['model'];
    if (typeof name !== 'string' || name === this.#model.name) return;
    this.#model = { name, folder: null, problem: null };
    const found = await this.#folderOf(name);
    if (this.#model.name === name) this.#model = { name, ...found };
    this.#params.onChange();
  }

  async #folderOf(name: string): Promise<{ folder: string | null; problem: string | null }> {
    try {
      return { folder: await this.#params.findModel(name), problem: null };
    } catch (error) {
      return { folder: null, problem: toErrorData(error).message };
    }
  }

  /** Something is measured once by itself, as soon as all is there. */
  #partChanged(): void {
    this.#params.onChange();
    const ready = this.#data.view.phase === 'ready' && this.#measurement.isUntried;
    const { run, problems } = this.#checked();
    if (ready && this.#blocked(run, problems) === null) void this.measure();
  }

  #defaults(): Record<string, unknown> {
    return defaultsFor(this.#settings, this.#data.preview?.guess ?? null, this.#params.defaults);
  }

  /** The run where nothing is wrong, else what is, in sentences. */
  #checked(): CheckedSettings {
    const { run, problems } = checkSettings(this.complete);
    const found = this.#data.preview?.problems ?? [];
    const all = Object.fromEntries(found.map(({ key, message }) => [key, message]));
    for (const [key, words] of Object.entries(problems)) if (!this.#isStillGuessed(key)) all[key] = `${key} ${words}`;
    if (this.#model.problem !== null) all['model'] = this.#model.problem;
    return { run: Object.keys(all).length === 0 ? run : null, problems: all };
  }

  /** True for a setting that the data is going to say, or would if it could be read, and for the data: nobody has forgotten it. */
  #isStillGuessed(key: string): boolean {
    const isDue = key in dataGuessSchema.entries || key === 'train_file';
    return this.#data.view.phase !== 'ready' && isDue && !(key in this.#settings);
  }

  /** What has to be chosen first; null where all is. */
  #missing(): string | null {
    if (this.#settings['model'] === undefined) return t('Choose a model.');
    return this.#settings['train_file'] === undefined ? t('Choose a data file.') : null;
  }

  /** Why nothing starts, in a few words: what is wrong with a setting or the data stands beside them. */
  #blocked(run: RunFile | null, problems: CheckedSettings['problems']): string | null {
    if (!this.#params.isTrusted()) return t('This workspace is not trusted: nothing is started in it.');
    const missing = this.#missing();
    if (missing !== null) return missing;
    const { phase } = this.#data.view;
    if (phase === 'failed') return t('The data cannot be read.');
    if (!run) return problemNames(Object.keys(problems)) ?? t('The data is being read.');
    if (this.#model.folder === null) return t('The model is being looked for.');
    return phase === 'ready' ? null : t('The data is being read.');
  }
}

/** Columns belong to a file: another file has others. */
const otherColumns = {
  text_column: null,
  text_pair_column: null,
  label_column: null,
  target_column: null,
  tokens_column: null,
  labels: null,
};
