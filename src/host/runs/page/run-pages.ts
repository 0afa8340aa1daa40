import { basename, dirname } from 'node:path';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { runHostContract } from '../../../common/contracts/training/run-view';
import type { Handlers } from '../../../common/rpc/contract';
import { DisposableStore } from '../../platform/disposable-store';
import { inBackground, type Log } from '../../platform/log';
import type { WorkingEditor } from '../../platform/working-editor';
import type { EngineSource } from '../../lens/run/engine-access';
import type { ReadText } from '../../lens/source/read-text';
import type { ModelService } from '../../models/model-service';
import { resultFolder, type RunActions } from '../actions/run-actions';
import { RunComparison, type ComparisonView } from '../compare/run-comparison';
import type { RunStore } from '../store/run-store';
import { openMistake, type MistakeReader } from './open-mistake';
import { RunPage } from './run-page';
import { RunPanel } from './run-panel';
import { saveFromPage } from './save-from-page';

const keptSchema = v.object({ key: v.pipe(v.string(), v.nonEmpty(), v.maxLength(4096)) });

export interface RunPagesParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly store: RunStore;
  readonly models: ModelService;
  readonly engines: EngineSource;
  readonly editor: WorkingEditor;
  readonly actions: RunActions;
  readonly reader: MistakeReader;
  /** What the Lens has read last. */
  readonly lastRead: () => ReadText | null;
  /** Shows what went wrong with something that a page has asked for. */
  readonly tell: (error: unknown) => void;
}

interface OpenPage {
  readonly page: RunPage;
  readonly panel: RunPanel;
  readonly comparison: RunComparison;
}

/** The pages of runs that are open, one a run. */
export class RunPages implements vscode.Disposable {
  readonly #params: RunPagesParams;
  readonly #pages = new Map<string, OpenPage>();
  readonly #store = new DisposableStore();

  constructor(params: RunPagesParams) {
    this.#params = params;
    this.#store.add(params.store.onDidChange(() => this.#update()));
    this.#store.add({ dispose: () => this.#pages.forEach(({ panel }) => panel.dispose()) });
  }

  /** The page of a run folder; undefined while it is not open. */
  pageOf(folder: string): RunPage | undefined {
    return this.#pages.get(folder)?.page;
  }

  /** The comparison on the page of a run. */
  comparisonOf(folder: string): ComparisonView | undefined {
    return this.#pages.get(folder)?.comparison.view;
  }

  /** Does what the page of a run asks for: as its webview does. */
  requestsOf(folder: string): Handlers<typeof runHostContract>['requests'] {
    const { actions, log, tell, reader } = this.#params;
    const open = (): OpenPage | undefined => this.#pages.get(folder);
    return {
      // A page has no place for what went wrong with a command: it is told as for the tree's.
      act: ({ action }) => {
        actions.perform(action, folder).catch(tell);
        return {};
      },
      overlay: async ({ key, shown }) => {
        await open()?.page.setOverlay(key, shown);
        return {};
      },
      openMistake: async ({ index }) => {
        const mistake = open()?.page.evaluation?.result.mistakes[index];
        if (mistake) await this.#openMistake(folder, () => openMistake(mistake, folder, reader));
        return {};
      },
      compare: ({ layer }) => {
        inBackground(log, 'Comparing with the base model', async () => open()?.comparison.compare(layer));
        return {};
      },
      save: async (saved) => ({ saved: await saveFromPage(saved, log, open()?.panel.panel.viewColumn) }),
    };
  }

  /** Opens the page of a run, or brings it to the front. */
  async open(folder: string): Promise<void> {
    await this.#params.store.refresh();
    const shown = this.#pages.get(folder);
    if (shown) shown.panel.panel.reveal(undefined, false);
    else await this.#hold(folder);
  }

  /** Takes over a panel that VS Code has brought back; one that names no run of this window is closed. */
  async restore(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const { store } = this.#params;
    await store.refresh();
    const { success, output } = v.safeParse(keptSchema, kept);
    const known = success && store.place.folders.includes(dirname(output.key)) && store.find(output.key);
    if (known && !this.#pages.has(known.folder)) await this.#hold(known.folder, panel);
    else panel.dispose();
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #hold(folder: string, restored?: vscode.WebviewPanel): Promise<void> {
    const { store, log, engines, editor, lastRead, extensionUri } = this.#params;
    const onFailure = (doing: string, error: unknown): void => log.error(doing, error);
    const panel = new RunPanel(
      {
        extensionUri,
        log,
        name: basename(folder),
        requests: this.requestsOf(folder),
        ready: () => this.#ready(folder),
      },
      restored,
    );
    const page = new RunPage({ folder, runs: () => store.runs, view: panel.view, onFailure });
    const comparison = new RunComparison({
      engines,
      editor,
      lastRead,
      models: async () => this.#modelsOf(folder),
      changes: () => page.changes,
      onChange: (view) => panel.showComparison(view),
      onFailure,
    });
    this.#pages.set(folder, { page, panel, comparison });
    const letGo = store.watch(page);
    panel.panel.onDidDispose(() => {
      letGo();
      comparison.dispose();
      this.#pages.delete(folder);
    });
    await page.update();
  }

  #ready(folder: string): void {
    const open = this.#pages.get(folder);
    open?.page.resend();
    if (open) open.panel.showComparison(open.comparison.view);
  }

  #update(): void {
    for (const { page, panel } of this.#pages.values()) {
      if (page.run) inBackground(this.#params.log, 'Reading a run', async () => page.update());
      else panel.dispose();
    }
  }

  /** A mistake is the tuned model's: the Lens reads it with that. */
  async #openMistake(folder: string, show: () => Promise<void>): Promise<void> {
    const { store, models } = this.#params;
    const run = store.find(folder);
    if (run?.result !== undefined && run.result !== null && models.name !== resultFolder(run)) {
      await models.chooseFolder((await models.find(resultFolder(run))).resolved.folder);
    }
    await show();
  }

  async #modelsOf(folder: string) {
    const { store, models } = this.#params;
    const run = store.find(folder);
    if (!run) throw new TypeError(`There is no run in ${folder}.`);
    const tuned = await models.find(resultFolder(run));
    const base = await models.find(run.head.model);
    const step = run.state?.best?.step;
    const checkpoint = run.result === 'best' && step !== undefined ? `checkpoint-${step}` : (run.result ?? '');
    return { base, tuned, checkpoint };
  }
}
