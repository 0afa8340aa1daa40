import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fixture } from '../support/fixture';
import { closeAll, lensApi, openText, selectLines, shows, until } from '../support/lens';

suite('Looking inside a model', () => {
  teardown(closeAll);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('modelLens.chooseModel', 'sample');
  });

  for (const [command, tab] of [
    ['modelLens.lookAtAttention', 'attention'],
    ['modelLens.lookAtLayers', 'layers'],
    ['modelLens.showConfig', 'config'],
  ] as const) {
    test(`${command} opens the Lens with its tab, which is remembered`, async () => {
      const api = await lensApi();
      const editor = await openText('NPTEL is great!\n');
      selectLines(editor, 0);
      await vscode.commands.executeCommand(command);
      await shows('NPTEL is great!');
      await until(() => api.lensState().look?.tab === tab, `${tab} is not looked at`);
      await closeAll();
      assert.equal(api.lensState().look?.tab, tab);
    });
  }

  test('a model without a classification head is read, and says what works', async () => {
    await vscode.commands.executeCommand('modelLens.openModelFolder', fixture('bert-token-classification'));
    const editor = await openText('The café sold 3 cups.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.lookAtAttention');
    const state = await shows('The café sold 3 cups.');
    assert.equal(state.model?.info?.task, 'token-classification');
    assert.match(
      state.notices.find(({ id }) => id === 'no-head')?.help ?? '',
      /^Attention and Layers show how it reads/,
    );
  });

  test('the second text is what the decoder of an encoder-decoder is given', async () => {
    const api = await lensApi();
    await vscode.commands.executeCommand('modelLens.openModelFolder', fixture('t5-conditional-generation'));
    const editor = await openText('The soup is good.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.lookAtAttention');
    const state = await shows('The soup is good.');
    assert.equal(state.run?.rows[0]?.target?.length, 1, 'the start token alone');
    api.readTyped('The soup is good.', 'Das Café sold 3.');
    await until(() => (api.lensState().run?.rows[0]?.target?.length ?? 0) === 15, 'the decoder has no text');
  });
});
