import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, lensApi, openText, select, selectLines, shows, until } from '../support/lens';

/** A fixture model of the checkout: tests run in a copy of the extension below it. */
function fixture(name: string): vscode.Uri {
  const { extensionUri } = vscode.extensions.getExtension('model-lens.model-lens') ?? assert.fail('no extension');
  return vscode.Uri.file(join(extensionUri.fsPath.replace(/[\\/]\.cache[\\/].*$/, ''), 'test/fixtures/models', name));
}

suite('Words of language models', () => {
  teardown(closeAll);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('modelLens.chooseModel', 'sample');
  });

  test('what surprised a decoder is painted while the Lens shows it, words otherwise', async () => {
    const api = await lensApi();
    await vscode.commands.executeCommand('modelLens.openModelFolder', fixture('gpt2-causal-lm'));
    const editor = await openText('The café sold 3 cups.\n');
    const counts = () => api.painted().get(editor.document.uri.toString());
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.classifySelection');
    const state = await shows('The café sold 3 cups.');
    assert.equal(
      state.notices.some(({ id }) => id === 'no-head'),
      false,
    );
    await until(() => (counts()?.levels ?? 0) > 5, 'nothing is painted by surprise');
    assert.equal(counts()?.words, 0);
    await vscode.commands.executeCommand('modelLens.lookAtAttention');
    await until(() => (counts()?.words ?? 0) > 0, 'words are not painted');
    assert.equal(counts()?.levels, 0);
  });

  test('a word is replaced in one step, and not once its text has changed', async () => {
    const api = await lensApi();
    await vscode.commands.executeCommand('modelLens.openModelFolder', fixture('bert-masked-lm'));
    const editor = await openText('# Menu\nThe soup is good.\n');
    select(editor, 1, 0, 17);
    await vscode.commands.executeCommand('modelLens.classifySelection');
    const state = await shows('The soup is good.');
    const runId = state.run?.runId ?? assert.fail('no run');
    const edits = [
      { sequence: 0 as const, start: 0, end: 8, text: 'Bread' },
      { sequence: 0 as const, start: 12, end: 16, text: 'warm' },
    ];
    await api.replaceWords({ runId, row: 0, edits });
    assert.equal(editor.document.getText(), '# Menu\nBread is warm.\n');
    await shows('Bread is warm.');
    assert.equal(editor.document.getText(editor.selection), 'Bread is warm.');
    await assert.rejects(api.replaceWords({ runId, row: 0, edits }), /has changed since it was read/);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('undo');
    await until(() => editor.document.getText() === '# Menu\nThe soup is good.\n', 'one undo does not bring it back');
  });
});
