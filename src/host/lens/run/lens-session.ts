import { t } from '@vscode/l10n';
import type { LensLook, LensState, LensTab } from '../../../common/contracts/lens';
import { isCancelled } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { EngineModel } from '../../engine/engine-pool';
import { type ChosenModel, engineModel } from '../../models/chosen-model';
import { modelNotices } from '../notices/model-notices';
import { sourceLabel, type ReadText } from '../source/read-text';
import { readComparison, type ComparisonOutcome } from './compare';
import type { EngineSource, OpenEngine } from './engine-access';
import { LatestQueue } from './latest-queue';
import { looksInside } from '../look/looks-inside';
import { composeState, emptyParts, type LensParts } from './lens-parts';
import { withProgress } from './with-progress';
import { lensModel, readWithModel, workFailed, type ReadOutcome } from './read-with-model';

export interface LensSessionParams {
  readonly engines: EngineSource;
  /** The model in use. Throws a LensError when it cannot be found or may not be used. */
  readonly chosenModel: () => Promise<ChosenModel>;
  readonly settings: () => { readonly maxLength: number | null; readonly threads: number };
  /** What was looked at when the Lens was last open; null when nothing was. */
  readonly look: LensLook | null;
  /** Called after every change of the state. */
  readonly onChange: () => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

/** What the Lens shows and what is at work for it. Knows nothing of editors, panels or VS Code. */
export class LensSession {
  readonly #params: LensSessionParams;
  readonly #queue = new LatestQueue();
  #tab: LensTab;
  #parts: LensParts;
  #outcome: ReadOutcome | null = null;
  #comparison: ComparisonOutcome | null = null;
  #second: ChosenModel | null = null;
  #latest: ReadText | null = null;

  constructor(params: LensSessionParams) {
    this.#params = params;
    this.#tab = params.look?.tab ?? 'predictions';
    this.#parts = { ...emptyParts, look: params.look };
  }

  /** Everything that the view draws. */
  get state(): LensState {
    return composeState(this.#parts);
  }

  /** The text on show, with or without a result. */
  get read(): ReadText | null {
    return this.#parts.read;
  }

  /** The result on show; null while there is none. */
  get outcome(): ReadOutcome | null {
    return this.#outcome;
  }

  /** The second tokenizer's result. */
  get comparison(): ComparisonOutcome | null {
    return this.#comparison;
  }

  /** True while a text is read or the model is opened. */
  get busy(): boolean {
    return this.#queue.busy;
  }

  /**
   * The model in use, where it computes: what the result on show fell back to, else what was chosen. Throws a LensError when
   * it cannot be found or may not be used.
   */
  async modelInUse(): Promise<ChosenModel> {
    const chosen = await this.#params.chosenModel();
    const shown = this.#outcome?.params.model;
    const isShown = shown?.resolved.folder === chosen.resolved.folder && shown.weights === chosen.weights;
    return isShown ? shown : chosen;
  }

  /**
   * The engine of the model in use: the one that made the result on show, started again where it has ended, else one that
   * has opened the model and read no text. Throws a LensError when the model cannot be found or may not be used.
   */
  async modelEngine(): Promise<OpenEngine> {
    return this.#params.engines.get(engineModel(await this.modelInUse(), this.#params.settings().threads));
  }

  /** Reads a text as soon as the one at work is done; of several that wait the newest wins. */
  submit(read: ReadText): void {
    this.#latest = read;
    this.#work(t('Reading {0}', sourceLabel(read)), async (signal) => this.#readText(read, signal));
  }

  /** True when the text is being read, or its result is on show and stands. */
  hasOrReads(read: ReadText): boolean {
    if (this.#queue.busy) return this.#latest === read;
    return this.#outcome?.params.read === read && this.state.phase === 'ready';
  }

  /** Opens the model (config and headers only), so that its facts and what it lacks show before any text. */
  openModel(): void {
    if (this.#queue.busy || this.#parts.read) return;
    this.#work(t('Opening the model'), async (signal) => this.#open(signal));
  }

  /** Shows why a text is not read. */
  refuse(error: unknown): void {
    this.#queue.cancel();
    this.#fail(null, error);
  }

  /** Stops what is at work; the result on show stays. */
  cancel(): void {
    this.#queue.cancel();
  }

  setPinned(pinned: boolean): void {
    this.#change({ pinned });
  }

  setSliding(sliding: boolean): void {
    this.#change({ sliding });
  }

  /** Remembers what is looked at. The view knows it already, so nothing is sent. */
  setLook(look: LensLook): void {
    this.#tab = look.tab;
    this.#parts = { ...this.#parts, look };
  }

  /** Says which tab will be open when the next text has been read. */
  willShow(tab: LensTab): void {
    this.#tab = tab;
  }

  /** Says that the result no longer stands for the text, and why. */
  markStale(reason: string | null): void {
    if (this.#outcome && this.#parts.stale !== reason) this.#change({ stale: reason });
  }

  /** Sets a second tokenizer beside the model's own, or takes it away. The texts on show are read with it. */
  compareWith(model: ChosenModel | null): void {
    this.#second = model;
    this.#comparison = null;
    this.#change({ comparison: null });
    const { read } = this.#parts;
    if (model && read) this.#work(t('Reading {0}', sourceLabel(read)), async (signal) => this.#compare(read, signal));
  }

  /** Resolves when nothing is at work. */
  async whenIdle(): Promise<void> {
    await this.#queue.whenIdle();
  }

  /** A process has ended: what is not on screen yet of a result that came from it cannot be asked for any more. */
  engineEnded(ended: EngineModel, reason: string): void {
    if (!this.#outcome) return;
    const { model, threads } = this.#outcome.params;
    const used = engineModel(model, threads);
    const isIt = (['folder', 'weights', 'device'] as const).every((key) => used[key] === ended[key]);
    if (isIt) this.#change({ lost: reason });
  }

  #work(progress: string, job: (signal: CancellationSignal) => Promise<void>): void {
    const show = (now: string | null): void => {
      if (this.#parts.progress !== now) this.#change({ progress: now });
    };
    const fail = (error: unknown): void => this.#fail(null, error);
    this.#queue.submit(async (signal) => withProgress({ progress, show, fail }, async () => job(signal)));
  }

  async #readText(read: ReadText, signal: CancellationSignal): Promise<void> {
    try {
      const model = await this.#params.chosenModel();
      signal.throwIfAborted();
      const { sliding } = this.#parts;
      const params = { read, model, sliding, internals: looksInside(this.#tab), ...this.#params.settings() };
      this.#show(read, await readWithModel(params, this.#params.engines, signal));
    } catch (error) {
      if (isCancelled(error)) throw error;
      this.#fail(read, error);
      return;
    }
    await this.#compare(read, signal);
  }

  async #compare(read: ReadText, signal: CancellationSignal): Promise<void> {
    if (!this.#second) return;
    this.#comparison = await readComparison(read, this.#second, this.#params.engines, signal);
    this.#change({ comparison: this.#comparison.shown });
  }

  async #open(signal: CancellationSignal): Promise<void> {
    const chosen = await this.#params.chosenModel();
    this.#change({ model: lensModel(chosen, null) });
    const engine = await this.#params.engines.get(engineModel(chosen, this.#params.settings().threads));
    signal.throwIfAborted();
    this.#change({ model: lensModel(chosen, engine), notices: modelNotices(engine.opened) });
  }

  #show(read: ReadText, outcome: ReadOutcome): void {
    this.#outcome = outcome;
    this.#comparison = null;
    const { model, run, notices } = outcome;
    this.#change({ read, model, run, notices, comparison: null, stale: null, lost: null, progress: null });
  }

  #fail(read: ReadText | null, error: unknown): void {
    this.#params.onFailure('Reading a text', error);
    this.#outcome = null;
    this.#comparison = null;
    const notices = [workFailed(error, this.#parts.sliding)];
    this.#change({ read, run: null, notices, comparison: null, stale: null, lost: null, progress: null });
  }

  #change(change: Partial<LensParts>): void {
    this.#parts = { ...this.#parts, ...change };
    this.#params.onChange();
  }
}
