import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WeightChanges } from '../../../common/contracts/training/run-folder';
import type { runViewContract } from '../../../common/contracts/training/run-view';
import { isCancelled, LensError, toErrorData } from '../../../common/errors/lens-error';
import { CancellationSource } from '../../../common/rpc/cancellation';
import type { NotificationOf } from '../../../common/rpc/contract';
import type { EngineSource } from '../../lens/run/engine-access';
import { readSelections } from '../../lens/source/read-selections';
import { excerptOf, sourceLabel, type ReadText } from '../../lens/source/read-text';
import type { ChosenModel } from '../../models/chosen-model';
import { readSettings } from '../../platform/settings';
import type { WorkingEditor } from '../../platform/working-editor';
import { compareReadings } from './compare-readings';

export type ComparisonView = NotificationOf<typeof runViewContract, 'comparison'>;

export interface RunComparisonParams {
  readonly engines: EngineSource;
  readonly editor: WorkingEditor;
  /** What the Lens has read last: that is meant while no text is visible. */
  readonly lastRead: () => ReadText | null;
  /** The models of the run. Throws a LensError when one is not there. */
  readonly models: () => Promise<{
    readonly base: ChosenModel;
    readonly tuned: ChosenModel;
    readonly checkpoint: string;
  }>;
  readonly changes: () => WeightChanges | null;
  readonly onChange: (view: ComparisonView) => void;
  readonly onFailure: (doing: string, error: unknown) => void;
}

/** Base beside tuned model on the selection. A newer comparison replaces one that is at work; an edit makes it stale. */
export class RunComparison implements vscode.Disposable {
  readonly #params: RunComparisonParams;
  readonly #edits: vscode.Disposable;
  #view: ComparisonView = { phase: 'none', message: '', result: null };
  #running = new CancellationSource();
  #source: string | undefined;

  constructor(params: RunComparisonParams) {
    this.#params = params;
    this.#edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.uri.toString() === this.#source) this.#markStale();
    });
  }

  get view(): ComparisonView {
    return this.#view;
  }

  /** Reads the selection, or the line, with both models. Failures are shown; nothing is thrown. */
  async compare(layer: number | null): Promise<void> {
    this.#running.abort();
    const signal = new CancellationSource();
    this.#running = signal;
    this.#show({ ...this.#view, phase: 'running', message: t('Reading with both models') });
    try {
      await this.#read(layer, signal);
    } catch (error) {
      if (this.#running !== signal || isCancelled(error)) return;
      this.#params.onFailure('Comparing with the base model', error);
      const { message, help } = toErrorData(error);
      this.#show({ phase: 'failed', message: [message, help].filter(Boolean).join(' '), result: null });
    }
  }

  dispose(): void {
    this.#running.abort();
    this.#edits.dispose();
  }

  async #read(layer: number | null, signal: CancellationSource): Promise<void> {
    const { engines, editor, models, changes, lastRead } = this.#params;
    const read = firstRowOf(editor.current ? readSelections(editor.current, true) : lastRead());
    const { base, tuned, checkpoint } = await models();
    const { threads, maxLength } = readSettings();
    const readings = await compareReadings({
      read,
      base,
      tuned,
      engines,
      threads,
      maxLength,
      layer,
      changes: changes(),
      signal,
    });
    if (this.#running !== signal) return;
    this.#source = read.rows[0]?.place?.uri;
    const excerpt = excerptOf(read.rows[0]?.text ?? '');
    const result = { source: sourceLabel(read), excerpt, checkpoint, stale: false, ...readings };
    this.#show({ phase: 'ready', message: '', result });
  }

  #markStale(): void {
    const { result } = this.#view;
    if (result && !result.stale) this.#show({ ...this.#view, result: { ...result, stale: true } });
  }

  #show(view: ComparisonView): void {
    this.#view = view;
    this.#params.onChange(view);
  }
}

/** The first text of several. @throws LensError `usage` without any */
function firstRowOf(read: ReadText | null): ReadText {
  const [row] = read?.rows ?? [];
  if (read && row) return { ...read, rows: [row] };
  throw new LensError(
    'usage',
    t('No text is selected.'),
    t('Open a document and select what both models are to read.'),
  );
}
