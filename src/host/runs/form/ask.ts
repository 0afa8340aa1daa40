import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { LensError } from '../../../common/errors/lens-error';
import { pickModel } from '../../models/model-picker';
import type { ModelService } from '../../models/model-service';
import { dataEndings } from './file-choices';

/** Asks for a file with rows. Undefined when dismissed. @throws LensError `usage` for one that is on no disk */
export async function chooseDataFile(): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: t('Choose Data'),
    openLabel: t('Choose'),
    filters: { [t('Rows')]: [...dataEndings] },
  });
  return files?.[0] && dataFilePath(files[0]);
}

/** The path of a file. @throws LensError `usage` for one that is on no disk, as in virtual workspaces */
export function dataFilePath(file: vscode.Uri): string {
  if (file.scheme === 'file') return file.fsPath;
  throw new LensError('usage', t('"{0}" is not on a disk.', file.path), t('Save it to a folder on this machine.'));
}

/** Asks for the model that is trained. Undefined when dismissed. */
export async function chooseTrainedModel(models: ModelService): Promise<string | undefined> {
  return pickModel(models, t('Choose the Model to Fine-tune'));
}
