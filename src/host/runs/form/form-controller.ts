import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { EngineProcessOptions } from '../../engine/engine-process';
import type { Devices } from '../../models/devices/devices';
import { inBackground } from '../../platform/log';
import { readSettings } from '../../platform/settings';
import { isRunName, nextRunName, stemOfRun } from '../folder/run-name';
import type { RunStore } from '../store/run-store';
import { DraftRun } from './draft-run';
import { fileChoice, fileChoices } from './file-choices';
import { FormPanel } from './form-panel';
import { formRequests, type FormRequestParams } from './form-requests';
import { FormSession } from './form-session';
import { KeptForm } from './kept-form';
import { modelChoices, nameChoice } from './model-choices';
import { followRunFile } from './run-file-sync';
import { FormEngine } from './training-engine';

export interface FormControllerParams extends Pick<FormRequestParams, 'models' | 'log' | 'cliPath' | 'startRun'> {
  readonly extensionUri: vscode.Uri;
  readonly workspaceState: vscode.Memento;
  readonly engine: EngineProcessOptions;
  readonly store: RunStore;
  readonly devices: Devices;
}

interface OpenForm {
  readonly session: FormSession;
  readonly panel: FormPanel;
}

/** The form that sets up a run: one in a window. Asked for again, it takes over what it is asked for. */
export class FormController implements vscode.Disposable {
  readonly #params: FormControllerParams;
  readonly #kept: KeptForm;
  #open: OpenForm | undefined;

  constructor(params: FormControllerParams) {
    this.#params = params;
    this.#kept = new KeptForm(params.workspaceState);
  }

  /** The form that is open. */
  get session(): FormSession | undefined {
    return this.#open?.session;
  }

  /** Opens the form for a model and a data file, either of which may be chosen later; an open form keeps the rest. */
  async open(chosen: { readonly model?: string; readonly train_file?: string }): Promise<void> {
    if (this.#open) {
      this.#open.panel.panel.reveal(undefined, false);
      await this.#open.session.set(chosen);
      return;
    }
    const model = chosen.model ?? this.#params.models.name;
    await this.#show(await this.#newDraft(chosen.train_file ?? null), { ...chosen, model });
  }

  /** Opens the form on the settings of another run. */
  async openLike(settings: Readonly<Record<string, unknown>>, like: string): Promise<void> {
    const file = settings['train_file'];
    const draft = await this.#newDraft(typeof file === 'string' ? file : null, stemOfRun(like));
    this.#open?.panel.dispose();
    await this.#show(draft, settings);
  }

  /** Takes over a panel that VS Code has brought back, with what it held. */
  async restore(panel: vscode.WebviewPanel): Promise<void> {
    const kept = this.#kept.get();
    const known = kept && !this.#open && this.#params.store.place.folders.includes(kept.runs);
    if (!known) panel.dispose();
    else await this.#show(new DraftRun(kept.runs, kept.name, kept.exists), kept.settings, panel);
  }

  dispose(): void {
    this.#open?.panel.dispose();
  }

  async #newDraft(dataFile: string | null, stem = dataFile): Promise<DraftRun> {
    const { store } = this.#params;
    await store.refresh();
    const name = this.#nameFor(stem);
    return new DraftRun(store.place.forData(dataFile), isRunName(name) ? name : nextRunName(null, []));
  }

  #nameFor(stem: string | null): string {
    const taken = this.#params.store.runs.map((run) => run.name);
    return nextRunName(stem, taken);
  }

  async #show(
    draft: DraftRun,
    settings: Readonly<Record<string, unknown>>,
    restored?: vscode.WebviewPanel,
  ): Promise<void> {
    const { models, log } = this.#params;
    const engine = new FormEngine(this.#params.engine);
    const session: FormSession = new FormSession({
      draft,
      settings,
      defaults: { threads: readSettings().threads, device: models.device },
      engine,
      findModel: async (name) => (await models.find(name)).resolved.folder,
      isTrusted: () => vscode.workspace.isTrusted,
      nameFor: (file) => this.#nameFor(file),
      onChange: () => this.#changed(session),
      onFailure: (doing, error) => log.error(doing, error),
    });
    const requests = formRequests({
      ...this.#params,
      session,
      startRun: async (folder) => this.#start(folder),
      column: () => panel.panel.viewColumn,
    });
    const panel: FormPanel = new FormPanel({ ...this.#params, session, requests }, restored);
    this.#open = { session, panel };
    const following = vscode.Disposable.from(
      followRunFile(session, log),
      vscode.workspace.onDidGrantWorkspaceTrust(() => panel.send()),
    );
    panel.panel.onDidDispose(() => {
      // First of all: what is given up now tells of it, and the panel can no longer hear.
      if (this.#open?.session === session) this.#open = undefined;
      following.dispose();
      session.dispose();
      engine.dispose();
    });
    inBackground(log, 'Finding what the form offers', async () => this.#findChoices(session));
    await session.load();
  }

  /** A form whose run was started has done its work. */
  async #start(folder: string): Promise<void> {
    await this.#params.startRun(folder);
    this.#open?.panel.dispose();
    await this.#kept.keep(undefined);
  }

  #changed(session: FormSession): void {
    if (this.#open?.session !== session) return;
    this.#addChosen(session);
    this.#open.panel.send();
    const { name, settings } = session.state;
    const kept = { runs: dirname(session.draft.folder), name, exists: session.draft.exists, settings };
    inBackground(this.#params.log, 'Keeping the form', async () => this.#kept.keep(kept));
  }

  async #findChoices(session: FormSession): Promise<void> {
    const { models, devices, log } = this.#params;
    session.setChoices({ models: await modelChoices(models), files: await fileChoices() });
    inBackground(log, 'Trying devices', async () => {
      const all = await devices.all();
      session.setChoices({ devices: all.map(({ name, works, reason }) => ({ device: name, works, reason })) });
    });
  }

  /** What was chosen from elsewhere is offered beside the rest. */
  #addChosen(session: FormSession): void {
    const { settings, models, files } = session.state;
    const { model, train_file: train, validation_file: validation } = settings;
    if (typeof model === 'string' && !models.some(({ value }) => value === model)) {
      session.setChoices({ models: [nameChoice(model, ''), ...models] });
      return;
    }
    const missing = [train, validation].find(
      (file) => typeof file === 'string' && !files.some(({ value }) => value === file),
    );
    if (typeof missing === 'string') session.setChoices({ files: [fileChoice(missing), ...files] });
  }
}
