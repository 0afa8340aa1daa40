import * as vscode from 'vscode';
import type { RunFile } from '../../../common/contracts/training/run-file';
import type { ModelService } from '../../models/model-service';
import { trainingToPython } from '../../python/training/training-to-python';

/** Opens the script that does the same with `transformers`, as a new document to keep. Data files are absolute. */
export async function exportScript(run: RunFile, name: string, models: ModelService): Promise<void> {
  const { resolved } = await models.find(run.model);
  const content = trainingToPython({ run, model: resolved, outputDir: name });
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  await vscode.window.showTextDocument(document, { preview: false });
}
