import * as vscode from 'vscode';
import type { LensAction } from '../common/contracts/lens';
import { type ModelLensApi, createApi } from './api';
import { commandTable, registerCommands, tellError } from './commands';
import { EnginePool } from './engine/engine-pool';
import { registerHub } from './hub/register-hub';
import { lensActions } from './lens/actions/lens-actions';
import { LensController } from './lens/lens-controller';
import { KeptGeneration } from './lens/generation/kept-generation';
import { KeptLook } from './lens/look/kept-look';
import { registerLensRestorer } from './lens/panel/restore-lens';
import { LinesController } from './lines/lines-controller';
import { ModelService } from './models/model-service';
import { Devices } from './models/devices/devices';
import { createStatusItem } from './models/status-item';
import { DisposableStore } from './platform/disposable-store';
import { useDisplayLanguage } from './platform/l10n';
import { createLog } from './platform/log';
import { WorkingEditor } from './platform/working-editor';
import { registerRuns } from './runs/register-runs';

/** Two processes let two models be compared; a third rarely fits. */
const mostEngines = 2;

/** Makes the parts of Model Lens and joins them. Nothing is read and no process is started before it is needed. */
export function startModelLens(context: vscode.ExtensionContext): ModelLensApi {
  const start = process.cpuUsage();
  useDisplayLanguage();
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const log = store.add(createLog());
  const models = store.add(new ModelService(context));
  const modulePath = vscode.Uri.joinPath(context.extensionUri, 'dist', 'engine.js').fsPath;
  const engines = store.add(new EnginePool({ modulePath, maxProcesses: mostEngines, log: (line) => log.info(line) }));
  const editor = store.add(new WorkingEditor());
  const session = { engines, chosenModel: () => models.current() };
  const { extensionUri } = context;
  const look = new KeptLook(context.workspaceState);
  const generation = new KeptGeneration(context.workspaceState);
  const perform = async (action: LensAction): Promise<void> => {
    await actions[action]();
  };
  const lens = store.add(new LensController({ extensionUri, log, session, look, generation, perform, editor }));
  const lines = store.add(new LinesController({ extensionUri, log, session, editor }));
  const actions = lensActions({ lens, models, log });
  const cliPath = vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
  const devices = new Devices(cliPath);
  const { version } = context.extension.packageJSON as { version: string };
  const hub = store.add(registerHub({ context, enginePath: modulePath, version, models, engines, log }));
  const tell = (error: unknown): void => tellError('Doing what a page asks for', error, log);
  const runs = store.add(
    registerRuns(
      { context, log, models, engines, devices, editor, lens, enginePath: modulePath, cliPath, tell },
      hub.tree,
    ),
  );
  const commands = commandTable({ lens, lines, models, log, devices, unload: () => engines.releaseAll() });
  store.add(registerCommands({ ...commands, ...hub.commands, ...runs.commands }, log));
  store.add(registerLensRestorer(lens));
  store.add(createStatusItem(models, lens));
  store.add(models.onDidChange(() => lens.modelChanged()));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => lens.modelChanged()));
  store.add({ dispose: engines.onExit((model, { reason }) => lens.session.engineEnded(model, reason)) });
  const { user, system } = process.cpuUsage(start);
  return createApi({ lens, lines, engines, hub: hub.get, runs: runs.get, activationMs: (user + system) / 1000 });
}
