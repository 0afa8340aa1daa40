import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WeightsChoice } from '../../../common/contracts/hub/assessment';
import type { StorageChoice } from '../../../common/contracts/weight-storage';
import { formatBytes } from '../../../common/text/format-bytes';
import { hubIdOf } from '../../models/hub-id';
import type { ModelService } from '../../models/model-service';
import { storageLabel } from '../../models/storage-label';
import type { Assessor } from '../assess/assessor';
import { folderFacts, folderInfo } from '../details/folder-files';
import { askForStorage } from './choose-storage';

const formatNames = { safetensors: 'safetensors', bin: 'PyTorch .bin', onnx: 'ONNX' };

interface WeightsItem extends vscode.QuickPickItem {
  /** Null leaves the choice to the engine; undefined goes to the Hub, or asks how weights are kept. */
  readonly path?: string | null;
  readonly asksForStorage?: boolean;
}

export interface ChooseWeightsParams {
  readonly models: ModelService;
  readonly assessor: Pick<Assessor, 'assess'>;
  readonly showDetails: (id: string) => void;
}

/** Asks which weights of the model in use are used, among those in its folder. */
export async function askForWeights({ models, assessor, showDetails }: ChooseWeightsParams): Promise<void> {
  const { name } = models;
  const { resolved, weights, storage = 'auto' } = await models.find(name);
  const info = await folderInfo(resolved.id, resolved.folder, resolved.revision ?? 'main', resolved.commit ?? '');
  const { choices, chosen } = await assessor.assess(await folderFacts(info, resolved.folder));
  const inUse = weights ?? chosen;
  const used = choices.find(({ path }) => path === inUse);
  const id = hubIdOf(name);
  const items: WeightsItem[] = [
    {
      label: t('Automatic'),
      description: chosen ?? t('none runs'),
      iconPath: new vscode.ThemeIcon('wand'),
      path: null,
    },
    ...choices.filter(({ problem }) => problem === null).map((choice) => itemOf(choice, inUse)),
    ...(used?.storages === undefined ? [] : [storageItem(used, storage)]),
    ...(id === null ? [] : [{ label: t('Other Weights on the Hub…'), iconPath: new vscode.ThemeIcon('cloud') }]),
  ];
  const title = t('Choose Weights of {0}', resolved.id);
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (picked?.asksForStorage === true && used !== undefined) {
    const wanted = await askForStorage(resolved.id, used, storage);
    if (wanted !== undefined) await models.chooseStorage(name, wanted);
  } else if (picked?.path !== undefined) await models.chooseWeights(name, picked.path);
  else if (picked && id !== null) showDetails(id);
}

/** The way to how they are kept in memory. */
function storageItem({ storage }: WeightsChoice, inUse: StorageChoice): WeightsItem {
  const now = inUse === 'auto' ? storage : inUse;
  const description = [inUse === 'auto' ? t('Automatic') : '', now === undefined ? '' : storageLabel(now)];
  return {
    label: t('Keep in Memory as…'),
    description: description.filter((fact) => fact !== '').join(': '),
    iconPath: new vscode.ThemeIcon('chip'),
    asksForStorage: true,
  };
}

/** Files that are one model together are one item, called by its decoder. */
function itemOf({ path, format, dtypes, bytes, files }: WeightsChoice, inUse: string | null): WeightsItem {
  const facts = [formatNames[format], dtypes.join(' '), formatBytes(bytes)];
  const description = [...facts, path === inUse ? t('in use') : ''].filter((fact) => fact !== '').join(' · ');
  const others = files.filter((file) => file.path !== path && file.path.endsWith('.onnx')).map((file) => file.path);
  const item = { label: path, description, iconPath: new vscode.ThemeIcon('file-binary'), path };
  return others.length === 0 ? item : { ...item, detail: `+ ${others.join(' + ')}` };
}
