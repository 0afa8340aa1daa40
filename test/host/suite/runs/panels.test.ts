import * as assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { neverCancelled } from '../../../../src/common/rpc/cancellation';
import { closeAll, lensApi, openText, select, shows, until } from '../../support/lens';
import { recordRun, removeRuns, runsFolder } from '../../support/runs';

const context = { signal: neverCancelled, progress: () => undefined };

/** Gives a run the sample as its best model. */
async function withModel(folder: string): Promise<void> {
  const extension = vscode.extensions.getExtension('model-lens.model-lens');
  assert.ok(extension);
  cpSync(join(extension.extensionPath, 'media', 'sample-model'), join(folder, 'best'), { recursive: true });
  await (await (await lensApi()).runs()).store.refresh();
}

function dataFile(): string {
  const path = join(dirname(dirname(runsFolder())), 'rows.csv');
  writeFileSync(path, 'text,label\nI liked it.,positive\nIt was too long.,negative\n');
  return path;
}

const labelsOf = (ranked: readonly { readonly label: string }[]): string[] => ranked.map(({ label }) => label);

suite('The page of a run', () => {
  teardown(async () => {
    await closeAll();
    removeRuns();
    await vscode.commands.executeCommand('modelLens.chooseModel', 'sample');
  });

  test('shows what the folder says, and others laid over it', async () => {
    const folder = recordRun('phrases-1', dataFile());
    const other = recordRun('phrases-0', dataFile());
    await vscode.commands.executeCommand('modelLens.openRun', folder);
    const runs = await (await lensApi()).runs();
    const page = runs.pages.pageOf(folder);
    assert.ok(page, 'the page is not open');
    const { state } = page;
    assert.equal(state?.evaluation?.of, 'checkpoint-4');
    assert.equal(state.run.evaluations.length, 1);
    assert.deepEqual(state.actions, { stop: false, resume: false, openInLens: false, compare: false });
    await runs.pages.requestsOf(folder).overlay({ key: other, shown: true }, context);
    await runs.pages.requestsOf(folder).overlay({ key: '/etc', shown: true }, context);
    assert.deepEqual(page.state?.others, [{ key: other, name: 'phrases-0', shown: true }]);
  });

  test('a mistake is selected in its file and read by the tuned model', async () => {
    const folder = recordRun('phrases-1', dataFile());
    await withModel(folder);
    await vscode.commands.executeCommand('modelLens.openRun', folder);
    const runs = await (await lensApi()).runs();
    await runs.pages.requestsOf(folder).openMistake({ index: 0 }, context);
    const state = await shows('It was too long.');
    assert.equal(state.source?.label, 'rows.csv:3');
    assert.equal(state.model?.id, 'phrases-1/best');
  });

  test('base and tuned model read the selection, and an edit makes that stale', async () => {
    const folder = recordRun('phrases-1', dataFile());
    await withModel(folder);
    const editor = await openText('I am excited to learn\n');
    select(editor, 0, 0, 21);
    await vscode.commands.executeCommand('modelLens.openRun', folder);
    const runs = await (await lensApi()).runs();
    await runs.pages.requestsOf(folder).compare({ layer: null }, context);
    const view = () => runs.pages.comparisonOf(folder);
    await until(() => view()?.phase === 'ready', 'the models are not compared');
    const result = view()?.result;
    assert.equal(result?.excerpt, 'I am excited to learn');
    assert.equal(result.checkpoint, 'checkpoint-4');
    // The tuned model of this test is the base model, but the order in which threads add up may differ.
    const [tuned, base] = [result.tuned.labels, result.base.labels];
    assert.ok(tuned && base);
    assert.deepEqual(labelsOf(tuned), labelsOf(base));
    const apart = tuned.map(({ probability }, index) => Math.abs(probability - (base[index]?.probability ?? NaN)));
    assert.ok(Math.max(...apart) < 1e-6, `probabilities are apart by ${apart.join(', ')}`);
    assert.equal(result.attention?.layer, 0, 'layer 0 moved most');
    assert.equal(result.attention.largest, 0);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '>'));
    await until(() => view()?.result?.stale === true, 'the comparison is not stale');
  });

  test('the script of a run names its file, model and settings', async () => {
    const file = dataFile();
    const folder = recordRun('phrases-1', file);
    const runs = await (await lensApi()).runs();
    await runs.store.refresh();
    await runs.actions.perform('exportScript', folder);
    const script = vscode.window.activeTextEditor?.document;
    assert.equal(script?.languageId, 'python');
    assert.ok(script.getText().includes(`open(${JSON.stringify(file)}`), script.getText());
    assert.match(script.getText(), /AutoModelForSequenceClassification/);
  });
});

suite('The form of a run', () => {
  teardown(async () => {
    await closeAll();
    removeRuns();
  });

  test('starts with the file, the model in use and the defaults of a first course', async () => {
    const file = dataFile();
    await vscode.commands.executeCommand('modelLens.fineTune', vscode.Uri.file(file));
    const { form } = await (await lensApi()).runs();
    const state = form.session?.state;
    assert.equal(state?.name, 'rows-1');
    assert.deepEqual(state.settings, { train_file: file, model: 'sample' });
    const { num_train_epochs: epochs, learning_rate: rate, early_stopping_patience: patience } = state.defaults;
    assert.deepEqual([epochs, rate, patience], [3, 2e-5, 2]);
  });

  test('names what is wrong with a value, and writes the run file when it is looked at', async () => {
    const file = dataFile();
    await vscode.commands.executeCommand('modelLens.fineTune', vscode.Uri.file(file));
    const { form } = await (await lensApi()).runs();
    const { session } = form;
    assert.ok(session);
    await session.set({ learning_rate: -1, task: 'text-classification' });
    assert.equal(session.state.problems['learning_rate'], 'learning_rate is at least 0');
    assert.match(session.state.blocked ?? '', /learning_rate|data/);
    await session.set({ learning_rate: 1e-4 });
    await session.draft.write(session.complete);
    const written = JSON.parse(readFileSync(session.draft.runFile, 'utf8')) as Record<string, unknown>;
    assert.equal(written['train_file'], '../../../rows.csv');
    assert.equal(written['learning_rate'], 1e-4);
    await session.set({ seed: 7 });
    assert.equal((JSON.parse(readFileSync(session.draft.runFile, 'utf8')) as Record<string, unknown>)['seed'], 7);
  });
});
