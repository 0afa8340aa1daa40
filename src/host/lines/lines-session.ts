import { t } from '@vscode/l10n';
import type { LineResult, LinesState } from '../../common/contracts/lines';
import type { ModelInfo } from '../../common/contracts/model';
import { isCancelled, LensError, toErrorData } from '../../common/errors/lens-error';
import { unwrap } from '../../common/errors/outcome';
import { CancellationSource } from '../../common/rpc/cancellation';
import { type ChosenModel, engineModel } from '../models/chosen-model';
import { canClassify, modelNotices } from '../lens/notices/model-notices';
import type { EngineSource, OpenEngine } from '../lens/run/engine-access';
import { classifyLines } from './classify-lines';
import type { TextLine } from './lines-to-read';

export interface LinesSessionParams {
  readonly documentName: string;
  readonly engines: EngineSource;
  readonly chosenModel: () => Promise<ChosenModel>;
  readonly settings: () => { readonly maxLength: number | null; readonly threads: number };
  /** Called with rows as they come, and after every change of the state (no rows). `reset`: earlier rows are void. */
  readonly onChange: (rows: readonly LineResult[], reset: boolean) => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

/** The classification of a document's lines: its progress and its rows. Knows nothing of panels or VS Code. */
export class LinesSession {
  readonly #params: LinesSessionParams;
  #state: LinesState;
  #rows: LineResult[] = [];
  #running = new CancellationSource();

  constructor(params: LinesSessionParams) {
    this.#params = params;
    this.#state = startState(params.documentName, 0);
  }

  get state(): LinesState {
    return this.#state;
  }

  /** The rows so far, in order of lines. */
  get rows(): readonly LineResult[] {
    return this.#rows;
  }

  /** Classifies lines from the start; a run that is at work is cancelled. Resolves when it has ended, however. */
  async run(lines: readonly TextLine[]): Promise<void> {
    this.#running.abort();
    const signal = new CancellationSource();
    this.#running = signal;
    this.#rows = [];
    this.#state = startState(this.#params.documentName, lines.length);
    this.#params.onChange([], true);
    try {
      await this.#classify(lines, signal);
      if (this.#running === signal) this.#change({ phase: 'done' });
    } catch (error) {
      if (this.#running === signal) this.#ended(error);
    }
  }

  /** Stops the run; the rows that are there stay. */
  cancel(): void {
    this.#running.abort();
  }

  /** Says that the document was edited after these rows. */
  markStale(): void {
    if (!this.#state.stale) this.#change({ stale: true });
  }

  async #classify(lines: readonly TextLine[], signal: CancellationSource): Promise<void> {
    const { engines, chosenModel, settings } = this.#params;
    const { maxLength, threads } = settings();
    const chosen = await chosenModel();
    this.#change({ modelId: chosen.resolved.id });
    const engine = await engines.get(engineModel(chosen, threads));
    const { labels, problemType } = classifierOf(engine);
    this.#change({ labels, problemType: problemType ?? 'single_label_classification' });
    for await (const rows of classifyLines({ lines, engine, maxLength, signal })) {
      signal.throwIfAborted();
      this.#rows.push(...rows);
      this.#state = { ...this.#state, done: this.#rows.length };
      this.#params.onChange(rows, false);
    }
  }

  #ended(error: unknown): void {
    if (isCancelled(error)) {
      this.#change({ phase: 'cancelled' });
      return;
    }
    this.#params.onFailure('Classifying lines', error);
    const { message, help } = toErrorData(error);
    this.#change({ phase: 'failed', error: help === undefined ? message : `${message} ${help}` });
  }

  #change(change: Partial<LinesState>): void {
    this.#state = { ...this.#state, ...change };
    this.#params.onChange([], false);
  }
}

/** Throws a LensError for a model whose head gives no labels. */
function classifierOf({ opened }: OpenEngine): ModelInfo {
  unwrap(opened.tokenizer);
  const info = unwrap(opened.model);
  if (canClassify(info)) return info;
  const [reason] = modelNotices(opened);
  const detail = reason?.detail ?? '';
  throw new LensError('unsupported', reason ? `${reason.title}: ${detail}` : t('This model does not classify.'));
}

function startState(documentName: string, total: number): LinesState {
  return {
    documentName,
    modelId: '',
    labels: [],
    problemType: 'single_label_classification',
    phase: 'running',
    total,
    done: 0,
    stale: false,
    error: null,
  };
}
