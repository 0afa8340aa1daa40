import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

const folder = mkdtempSync(join(tmpdir(), 'model-lens-host-'));
let files = 0;
suiteTeardown(() => rmSync(folder, { recursive: true }));

/** Opens a file with a text in the first column. */
export async function openText(content: string): Promise<vscode.TextEditor> {
  const path = join(folder, `text-${++files}.txt`);
  writeFileSync(path, content);
  const document = await vscode.workspace.openTextDocument(path);
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** Closes all editors and views; edits are saved, so that VS Code has nothing to ask. */
export async function closeAll(): Promise<void> {
  await vscode.workspace.saveAll(false);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
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
