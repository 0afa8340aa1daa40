import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, lensApi, openText, select, selectLines, shows, until } from '../support/lens';

suite('The Lens', () => {
  teardown(closeAll);

  test('a selected sentence becomes tokens and a prediction, and the editor keeps the focus', async () => {
    const api = await lensApi();
    const editor = await openText('# Week 3\n\nI am excited to learn about transformers\n');
    select(editor, 2, 0, 40);
    await vscode.commands.executeCommand('modelLens.classifySelection');
    const state = await shows('I am excited to learn about transformers');
    assert.equal(state.model?.origin, 'sample');
    assert.ok(state.run);
    assert.equal(
      state.run.rows[0]?.tokens.some(({ text }) => text.startsWith('transform')),
      true,
    );
    const { prediction } = state.run;
    assert.ok(prediction?.ok);
    const [row] = prediction.value.rows;
    const sum = Array.from(row?.probabilities ?? []).reduce((total, probability) => total + probability, 0);
    assert.ok(Math.abs(sum - 1) < 1e-5, `probabilities sum to ${sum}`);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    await until(() => (api.painted().get(editor.document.uri.toString())?.words ?? 0) >= 7, 'no tokens were painted');
  });

  test('the Lens follows the selection; several cursors are one padded batch', async () => {
    const editor = await openText('NPTEL is great!\nIt was too long for me.\nGood pace, clear slides.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('NPTEL is great!');
    selectLines(editor, 0, 1, 2);
    const state = await shows('NPTEL is great!', 'It was too long for me.', 'Good pace, clear slides.');
    const lengths = new Set(state.run?.rows.map(({ length, padding }) => length + padding));
    assert.equal(lengths.size, 1, 'the rows are not padded to one length');
    assert.match(state.source?.label ?? '', /:1, 2, 3$/);
  });

  test('without a selection the line is read, and an empty one is answered with a sentence', async () => {
    const editor = await openText('\nNPTEL is great!\n');
    select(editor, 1, 3, 3);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('NPTEL is great!');
    select(editor, 0, 0, 0);
    await vscode.commands.executeCommand('modelLens.open');
    const api = await lensApi();
    await until(() => api.lensState().notices.some(({ detail }) => detail === 'There is no text here.'), 'no sentence');
  });

  test('a pinned result stays when the selection moves', async () => {
    const api = await lensApi();
    const editor = await openText('NPTEL is great!\nIt was too long for me.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('NPTEL is great!');
    await vscode.commands.executeCommand('modelLens.togglePin');
    selectLines(editor, 1);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await api.whenIdle();
    assert.deepEqual(api.lensState().source?.excerpts, ['NPTEL is great!']);
    assert.equal(api.lensState().notices[0]?.id, 'pinned');
    await vscode.commands.executeCommand('modelLens.togglePin');
    await shows('It was too long for me.');
  });

  test('an edit of the text makes its result stale, an undo makes it stand again', async () => {
    const api = await lensApi();
    const editor = await openText('NPTEL is great!\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('NPTEL is great!');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 5), 's'));
    await until(() => api.lensState().phase === 'stale', 'the result is not stale');
    assert.match(api.lensState().notices[0]?.title ?? '', /:1 was edited after this result$/);
    await until(() => api.painted().size === 0, 'stale tokens are still painted');
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 5, 0, 6)));
    await until(() => api.lensState().phase === 'ready', 'the result does not stand again');
  });

  test('typed text is read without an editor, with its pair', async () => {
    const api = await lensApi();
    await vscode.commands.executeCommand('modelLens.open');
    api.readTyped('Good pace, clear slides.', 'I would take this course again.');
    const state = await shows('Good pace, clear slides.');
    assert.equal(state.source?.kind, 'typed');
    assert.equal(state.source.pair, 'I would take this course again.');
    assert.ok(state.run?.rows[0]?.tokens.some(({ sequence }) => sequence === 1));
    api.readTyped('Good pace, clear slides.', null);
    await until(() => api.lensState().source?.pair === null, 'the pair stays');
  });

  test('of a text of 1 MB only what is visible is painted', async () => {
    const api = await lensApi();
    const line = 'This is a line of a text that freezes nothing.\n';
    const editor = await openText(line.repeat(Math.ceil(1_000_000 / line.length)));
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount - 1, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await until(() => (api.lensState().run?.rows[0]?.cut ?? 0) > 100_000, 'the text was not read');
    assert.ok(api.lensState().notices.some(({ id }) => id === 'truncated'));
    const uri = editor.document.uri.toString();
    await until(() => api.painted().has(uri), 'nothing was painted');
    const { words, pieces, cut } = api.painted().get(uri) ?? { words: 0, pieces: 0, cut: 0 };
    assert.ok(words + pieces + cut <= 2000, `${words + pieces + cut} decorations`);
  });

  test('a text of 10 MB is refused with a plain sentence', async () => {
    const api = await lensApi();
    const editor = await openText('0123456789'.repeat(1_050_000));
    editor.selection = new vscode.Selection(0, 0, 0, 10_500_000);
    await vscode.commands.executeCommand('modelLens.open');
    const sentence = 'The text has 10,500,000 characters; at most 10,000,000 are read at once.';
    await until(() => api.lensState().notices.some(({ detail }) => detail === sentence), 'no sentence');
  });
});
