import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { generationSettingsSchema } from '../../../src/common/contracts/generation/settings';
import type { BranchSequence, GenerationView } from '../../../src/common/contracts/generation/view';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { fixture } from '../support/fixture';
import { closeAll, lensApi, openText, select, until } from '../support/lens';

const context = { signal: neverCancelled, progress: () => undefined };
const all = { branch: 0, sequence: 0, tokens: null };

/** The view once the newest branch has ended. */
async function generated(): Promise<GenerationView> {
  const { generation } = await lensApi();
  await until(
    () => (generation.session.view.branches.at(-1)?.phase ?? 'running') !== 'running',
    'nothing was generated',
  );
  return generation.session.view;
}

/** Generates from the first characters of a line by the command. */
async function generateFrom(editor: vscode.TextEditor, line: number, end: number): Promise<GenerationView> {
  select(editor, line, 0, end);
  await vscode.commands.executeCommand('modelLens.generateFromSelection');
  return generated();
}

function textIn({ tokens }: BranchSequence): string {
  return tokens.map(({ special, text }) => (special ? '' : text)).join('');
}

function firstOf(view: GenerationView, branch = 0): BranchSequence {
  return view.branches[branch]?.sequences[0] ?? assert.fail('there is no text');
}

suite('The Generate tab', () => {
  suiteSetup(async () => {
    await vscode.commands.executeCommand('modelLens.openModelFolder', fixture('../story-model'));
    const settings = v.parse(generationSettingsSchema, { do_sample: false, max_new_tokens: 20 });
    const { generation } = await lensApi();
    generation.session.choose({ settings, seed: 1, chat: false });
  });
  teardown(async () => {
    const { generation } = await lensApi();
    for (const { id } of generation.session.view.branches) generation.session.forget(id);
    await closeAll();
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('modelLens.chooseModel', 'sample');
  });

  test('goes on with the selection, token by token; the editor keeps the focus', async () => {
    const api = await lensApi();
    const editor = await openText('# Week 3\n\nOnce upon a time in May.\n');
    const view = await generateFrom(editor, 2, 16);
    assert.deepEqual([view.prompt?.text, view.prompt?.stale, view.prompt?.canInsert], ['Once upon a time', null, true]);
    assert.equal(view.prompt?.pieces.map(({ text }) => text).join(''), 'Once upon a time');
    const [branch] = view.branches;
    assert.equal(branch?.phase, 'done');
    assert.equal(firstOf(view).tokens.length, 20);
    assert.ok((branch.cost?.tokensPerSecond ?? 0) > 0);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    await until(() => api.lensState().look?.tab === 'generate', 'the tab is not looked at');
  });

  test('another token begins a branch, and every step says what it was chosen from', async () => {
    const { generation } = await lensApi();
    const editor = await openText('Once upon a time in May.\n');
    await generateFrom(editor, 0, 16);
    const at = { branch: generation.session.view.branches[0]?.id ?? 0, sequence: 0, step: 2 };
    const { vocabSize, alternatives, others } = await generation.session.stepDetail(at, 5, neverCancelled);
    assert.equal(alternatives.length + others.count, vocabSize);
    const sum = alternatives.reduce((total, { probabilities }) => total + (probabilities[0] ?? 0), 0);
    assert.ok(Math.abs(sum + (others.probabilities[0] ?? 0) - 1) < 1e-5, 'probabilities do not sum to 1');
    const second = alternatives.find(({ rank }) => rank === 2) ?? assert.fail('there is no second');
    await generation.session.generateOtherwise(at, second.id);
    const view = await generated();
    assert.equal(firstOf(view, 1).tokens[2]?.id, second.id);
    assert.deepEqual(view.branches[1]?.from, at);
    assert.deepEqual(firstOf(view, 1).tokens.slice(0, 2), firstOf(view).tokens.slice(0, 2));
    const { weights, pieces } = await generation.session.stepReads(
      at,
      { kind: 'self', layer: null, head: null },
      neverCancelled,
    );
    assert.equal(weights.length, pieces.length);
  });

  test('a text is inserted behind the prompt by one edit, and one undo takes it back', async () => {
    const { generation } = await lensApi();
    const editor = await openText('Once upon a time in May.\n');
    const { branches, ...view } = await generateFrom(editor, 0, 16);
    const text = textIn(firstOf({ ...view, branches }));
    const branch = branches[0]?.id ?? 0;
    await generation.handlers.takeGenerated({ ...all, branch, how: 'insert' }, context);
    assert.equal(editor.document.getText(), `Once upon a time${text} in May.\n`);
    assert.equal(editor.document.getText(editor.selection), 'Once upon a time');
    assert.deepEqual([generation.session.view.prompt?.stale, vscode.window.activeTextEditor], [null, editor]);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'Once upon a time in May.\n');
    await generation.handlers.takeGenerated({ ...all, branch, tokens: 1, how: 'replace' }, context);
    assert.equal(editor.document.getText(), `${firstOf({ ...view, branches }).tokens[0]?.text ?? ''} in May.\n`);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'Once upon a time in May.\n');
    await generation.handlers.takeGenerated({ ...all, branch, how: 'copy' }, context);
    assert.equal(await vscode.env.clipboard.readText(), text);
  });

  test('an edit of the prompt makes it stale; its texts can be read, and copied alone', async () => {
    const { generation } = await lensApi();
    const editor = await openText('Once upon a time in May.\n');
    const { branches } = await generateFrom(editor, 0, 16);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 3), ' old'));
    await until(() => generation.session.view.prompt?.canInsert === false, 'the prompt is not stale');
    assert.match(generation.session.view.prompt?.stale ?? '', /:1 was edited after this result$/);
    const branch = branches[0]?.id ?? 0;
    assert.deepEqual(generation.session.view.branches, branches);
    await assert.rejects(
      async () => generation.handlers.takeGenerated({ ...all, branch, how: 'insert' }, context),
      /^LensError: The text that was gone on with was edited: its place is lost\.$/,
    );
    await vscode.commands.executeCommand('undo');
    await until(() => generation.session.view.prompt?.canInsert === true, 'the prompt does not stand again');
  });

  test('a text that cannot be changed says so', async () => {
    const { generation } = await lensApi();
    const provider = { provideTextDocumentContent: () => 'Once upon a time in May.\n' };
    const registered = vscode.workspace.registerTextDocumentContentProvider('fixed', provider);
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('fixed:/text.txt'));
      const { branches } = await generateFrom(
        await vscode.window.showTextDocument(document, vscode.ViewColumn.One),
        0,
        16,
      );
      await assert.rejects(
        async () => generation.handlers.takeGenerated({ ...all, branch: branches[0]?.id ?? 0, how: 'insert' }, context),
        /text\.txt cannot be changed\./,
      );
      assert.equal(document.getText(), 'Once upon a time in May.\n');
    } finally {
      registered.dispose();
    }
  });

  test('a process that is killed loses no text, and the next one goes on', async () => {
    const api = await lensApi();
    const editor = await openText('Once upon a time in May.\n');
    const before = await generateFrom(editor, 0, 16);
    const branch = before.branches[0]?.id ?? 0;
    for (const pid of api.enginePids()) process.kill(pid, 'SIGKILL');
    await until(() => api.enginePids().length === 0, 'the process lives on');
    assert.deepEqual(api.generation.session.view.branches, before.branches);
    const [, token] = firstOf(before).tokens;
    await api.generation.session.generateOtherwise({ branch, sequence: 0, step: 1 }, token?.id ?? -1);
    const after = await generated();
    assert.deepEqual(
      firstOf(after, 1)
        .tokens.slice(0, 20)
        .map(({ id }) => id),
      firstOf(before).tokens.map(({ id }) => id),
      'the same beginning goes on in the same way',
    );
  });

  test('a model that does not generate says why, and nothing pops up', async () => {
    const { generation } = await lensApi();
    await vscode.commands.executeCommand('modelLens.chooseModel', 'sample');
    const editor = await openText('NPTEL is great!\n');
    select(editor, 0, 0, 15);
    await vscode.commands.executeCommand('modelLens.generateFromSelection');
    assert.notEqual(generation.session.view.refusal, null);
    assert.deepEqual(generation.session.view.branches, []);
  });
});
