import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { toErrorData } from '../common/errors/lens-error';
import type { LensController } from './lens/lens-controller';
import { lensAsPython } from './lens/actions/lens-as-python';
import type { LinesController } from './lines/lines-controller';
import { pickDevice } from './models/devices/device-picker';
import type { Devices } from './models/devices/devices';
import { useDevice } from './models/devices/use-device';
import { MissingModelError } from './models/missing-model';
import { folderPath, pickFolder, pickModel } from './models/model-picker';
import type { ModelService } from './models/model-service';
import { UntrustedModelError } from './models/trust-rule';
import type { Log } from './platform/log';
import { UntrustedRunError } from './runs/task/untrusted-run';

export interface CommandParams {
  readonly lens: LensController;
  readonly lines: LinesController;
  readonly models: ModelService;
  readonly log: Log;
  readonly devices: Devices;
  /** Unloads all models; gives how many there were. */
  readonly unload: () => number;
}

type Commands = Readonly<Record<string, (argument?: unknown) => unknown>>;

/** The commands of the palette, by their ids in package.json. */
export function commandTable(params: CommandParams): Commands {
  const { lens, lines, models, log } = params;
  return {
    'modelLens.open': () => void lens.readActiveEditor(),
    'modelLens.classifySelection': () => lens.lookAtSelection('predictions'),
    'modelLens.lookAtAttention': () => lens.lookAtSelection('attention'),
    'modelLens.lookAtLayers': () => lens.lookAtSelection('layers'),
    'modelLens.generateFromSelection': () => lens.generateFromSelection(),
    'modelLens.showConfig': () => lens.open().showTab('config'),
    'modelLens.showTokens': () => lens.lookAtSelection('tokens'),
    'modelLens.tryText': () => lens.open().focusTextBox(),
    'modelLens.classifyEachLine': () => void lines.classifyActiveDocument(),
    'modelLens.chooseModel': (name) => chooseModel(models, name),
    'modelLens.openModelFolder': (folder) => openFolder(models, folder),
    'modelLens.chooseDevice': () => chooseDevice(params),
    'modelLens.togglePin': () => lens.setPinned(!lens.session.state.pinned),
    'modelLens.copyAsPython': () => copyAsPython(lens),
    'modelLens.unloadModel': () => unload(params),
    'modelLens.showLog': () => log.show(),
  };
}

/** Registers commands; what one throws becomes a message in plain words, its details go to the log. */
export function registerCommands(commands: Commands, log: Log): vscode.Disposable {
  const registered = Object.entries(commands).map(([id, run]) =>
    vscode.commands.registerCommand(id, async (argument?: unknown) => {
      try {
        await run(argument);
      } catch (error) {
        tellError(id, error, log);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

/** Tells what went wrong in plain words; its details go to the log. */
export function tellError(doing: string, error: unknown, log: Log): void {
  log.error(doing, error);
  void tell(error, log);
}

async function tell(error: unknown, log: Log): Promise<void> {
  const { message, help } = toErrorData(error);
  const [manageTrust, showLog] = [t('Manage Trust'), t('Show Log')];
  const untrusted = error instanceof UntrustedModelError || error instanceof UntrustedRunError;
  const buttons = untrusted ? [manageTrust] : [showLog];
  const text = help === undefined ? message : `${message} ${help}`;
  const picked = await vscode.window.showErrorMessage(text, ...buttons);
  if (picked === manageTrust) await vscode.commands.executeCommand('workbench.trust.manage');
  if (picked === showLog) log.show();
}

/** `name`, from a key binding or another extension, is taken without asking: it names what `--model` names. */
async function chooseModel(models: ModelService, name: unknown): Promise<void> {
  const picked = typeof name === 'string' && name !== '' ? name : await pickModel(models, t('Choose Model'));
  if (picked === undefined) return;
  try {
    const { resolved } = await models.find(picked);
    if (resolved.origin === 'folder') await models.chooseFolder(resolved.folder);
    else await models.choose(picked);
  } catch (error) {
    if (!(error instanceof MissingModelError)) throw error;
    await vscode.commands.executeCommand('modelLens.showDetails', picked);
  }
}

async function openFolder(models: ModelService, folder: unknown): Promise<void> {
  const picked = folder instanceof vscode.Uri ? folderPath(folder) : await pickFolder();
  if (picked !== undefined) await chooseModel(models, picked);
}

async function chooseDevice({ models, devices }: CommandParams): Promise<void> {
  const device = await pickDevice(models.device, devices);
  if (device !== undefined) await useDevice(device, models, devices);
}

function unload(params: CommandParams): void {
  const unloaded = params.unload() > 0 ? t('The model was unloaded.') : t('No model is loaded.');
  vscode.window.setStatusBarMessage(unloaded, 3000);
}

async function copyAsPython(lens: LensController): Promise<void> {
  if (!lens.session.outcome?.run) {
    void vscode.window.showInformationMessage(t('Select text first: its run is what is copied.'));
    return;
  }
  await vscode.env.clipboard.writeText(lensAsPython(lens));
}
