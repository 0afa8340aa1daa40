import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LensState } from '../../../src/common/contracts/lens';
import type { ModelLensApi } from '../../../src/host/api';

const patience = 30_000;

/** What the extension exports for these tests. */
export async function lensApi(): Promise<ModelLensApi> {
  const extension = vscode.extensions.getExtension<ModelLensApi>('model-lens.model-lens');
  assert.ok(extension, 'the extension is not there');
  return extension.activate();
}

/** Opens an unsaved document in the first column. */
export async function openText(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language: 'plaintext' });
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** Selects characters of a line. */
export function select(editor: vscode.TextEditor, line: number, start: number, end: number): void {
  editor.selection = new vscode.Selection(line, start, line, end);
}

/** Selects whole lines, one cursor each. */
export function selectLines(editor: vscode.TextEditor, ...lines: number[]): void {
  editor.selections = lines.map((line) => {
    const { start, end } = editor.document.lineAt(line).range;
    return new vscode.Selection(start, end);
  });
}

/** Waits until a condition holds; fails with a sentence that says what the Lens shows instead. */
export async function until(holds: () => boolean, otherwise: string): Promise<void> {
  const deadline = Date.now() + patience;
  while (!holds()) {
    if (Date.now() > deadline) {
      const { phase, source, notices } = (await lensApi()).lensState();
      assert.fail(`${otherwise}. The Lens: ${JSON.stringify({ phase, source, notices })}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until the Lens shows a finished result for exactly these texts. */
export async function shows(...texts: string[]): Promise<LensState> {
  const api = await lensApi();
  const finished = ({ phase, run, source }: LensState): boolean =>
    phase === 'ready' && run !== null && JSON.stringify(source?.excerpts) === JSON.stringify(texts);
  await until(() => finished(api.lensState()), `${texts.join(' | ')} is not shown`);
  return api.lensState();
}
