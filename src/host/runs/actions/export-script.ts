import * as vscode from 'vscode';
import type { RunFile } from '../../../common/contracts/training/run-file';
import type { ModelService } from '../../models/model-service';
import { parseModelName } from '../../../hub/names/model-name';
import { MissingModelError } from '../../models/missing-model';
import type { ScriptParams } from '../../python/training/script-params';
import { trainingToPython } from '../../python/training/training-to-python';
import { scriptData, type FoundData } from './script-data';

/** A run, its data files absolute. */
export interface ExportedRun {
  readonly run: RunFile;
  readonly name: string;
  /** Null while its data was not read. */
  readonly found: FoundData | null;
}

/** Opens the script that does the same with `transformers`, as a new document to keep. @throws LensError `not-found` */
export async function exportScript({ run, name, found }: ExportedRun, models: ModelService): Promise<void> {
  const model = await modelOf(run.model, models);
  const content = trainingToPython({ run, data: scriptData(run, found), model, outputDir: name });
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** A model of the Hub that is no longer here is still found by Python. */
async function modelOf(name: string, models: ModelService): Promise<ScriptParams['model']> {
  try {
    return (await models.find(name)).resolved;
  } catch (error) {
    if (!(error instanceof MissingModelError)) throw error;
    const { id, revision } = parseModelName(name);
    return { id, revision, commit: null, folder: '', origin: 'cache' };
  }
}
