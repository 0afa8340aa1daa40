import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { WeightsChoice } from '../../../common/contracts/hub/assessment';
import { formatBytes } from '../../../common/text/format-bytes';
import { hubIdOf } from '../../models/hub-id';
import type { ModelService } from '../../models/model-service';
import type { Assessor } from '../assess/assessor';
import { folderFacts, folderInfo } from '../details/folder-files';

const formatNames = { safetensors: 'safetensors', bin: 'PyTorch .bin', onnx: 'ONNX' };

interface WeightsItem extends vscode.QuickPickItem {
  /** Null leaves the choice to the engine, undefined goes to the Hub. */
  readonly path?: string | null;
}

export interface ChooseWeightsParams {
  readonly models: ModelService;
  readonly assessor: Pick<Assessor, 'assess'>;
  readonly showDetails: (id: string) => void;
}

/** Asks which weights of the model in use are used, among those in its folder. */
export async function askForWeights({ models, assessor, showDetails }: ChooseWeightsParams): Promise<void> {
  const { name } = models;
  const { resolved, weights } = await models.find(name);
  const info = await folderInfo(resolved.id, resolved.folder, resolved.revision ?? 'main', resolved.commit ?? '');
  const { choices, chosen } = await assessor.assess(await folderFacts(info, resolved.folder));
  const inUse = weights ?? chosen;
  const id = hubIdOf(name);
  const items: WeightsItem[] = [
    {
      label: t('Automatic'),
      description: chosen ?? t('none runs'),
      iconPath: new vscode.ThemeIcon('wand'),
      path: null,
    },
    ...choices.filter(({ problem }) => problem === null).map((choice) => itemOf(choice, inUse)),
    ...(id === null ? [] : [{ label: t('Other Weights on the Hub…'), iconPath: new vscode.ThemeIcon('cloud') }]),
  ];
  const title = t('Choose Weights of {0}', resolved.id);
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (picked?.path !== undefined) await models.chooseWeights(name, picked.path);
  else if (picked && id !== null) showDetails(id);
}

function itemOf({ path, format, dtypes, bytes }: WeightsChoice, inUse: string | null): WeightsItem {
  const facts = [formatNames[format], dtypes.join(' '), formatBytes(bytes)];
  const description = [...facts, path === inUse ? t('in use') : ''].filter((fact) => fact !== '').join(' · ');
  return { label: path, description, iconPath: new vscode.ThemeIcon('file-binary'), path };
}
