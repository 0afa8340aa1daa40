import * as assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, lensApi, until } from '../../support/lens';
import { lockRun, recordRun, removeRuns } from '../../support/runs';

suite('Fine-tune Runs', () => {
  teardown(async () => {
    await closeAll();
    removeRuns();
  });

  test('runs are listed with what a person would say of them', async () => {
    recordRun('phrases-1', 'data.csv');
    recordRun('phrases-2', 'data.csv', { phase: 'stopped', step: 3, started: 2_000, best: null });
    recordRun('phrases-3', 'data.csv', { phase: 'running', step: 2, started: 3_000, best: null });
    const broken = recordRun('phrases-4', 'data.csv');
    writeFileSync(join(broken, 'state.json'), '{"phase": "running"');
    const runs = await (await lensApi()).runs();
    const lines = (await runs.treeItems()).map(({ label, description, contextValue }) => [
      label,
      description,
      contextValue,
    ]);
    assert.deepEqual(lines, [
      ['phrases-4', 'cannot be read', 'idle broken'],
      ['phrases-3', 'ended at step 2', 'idle killed startable'],
      ['phrases-2', 'stopped at step 3', 'idle stopped startable'],
      ['phrases-1', 'F1 0.852', 'idle finished'],
    ]);
  });

  test('a run at work is first, and no longer alive when its heartbeat is old', async () => {
    recordRun('phrases-1', 'data.csv');
    const running = { phase: 'running', step: 2, epoch: 1, secondsLeft: 70, best: null } as const;
    const folder = recordRun('phrases-0', 'data.csv', running);
    lockRun(folder);
    const runs = await (await lensApi()).runs();
    const [first] = await runs.treeItems();
    assert.deepEqual([first?.description, first?.contextValue], ['epoch 1.0 of 2 · 70 s left', 'alive running']);
    await assert.rejects(runs.actions.perform('resume', folder), /at work already/);
    await runs.actions.perform('stop', folder);
    assert.ok(existsSync(join(folder, 'stop')), 'the wish to stop is not written');
    lockRun(folder, Date.now() - 60_000);
    await until(() => runs.store.find(folder)?.alive === false, 'the run is still alive');
  });

  test('a new run in the folder is noticed', async () => {
    const runs = await (await lensApi()).runs();
    await runs.store.refresh();
    const letGo = runs.store.watch({});
    const folder = recordRun('phrases-9', 'data.csv');
    await until(() => runs.store.find(folder) !== undefined, 'the run is not noticed');
    rmSync(folder, { recursive: true });
    await until(() => runs.store.find(folder) === undefined, 'the run is still listed');
    letGo();
  });

  test('log and run file open in an editor', async () => {
    const folder = recordRun('phrases-1', 'data.csv');
    const runs = await (await lensApi()).runs();
    await runs.store.refresh();
    await runs.actions.perform('showLog', folder);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'step 4\n');
    await runs.actions.perform('openRunFile', folder);
    assert.equal(vscode.window.activeTextEditor.document.uri.fsPath, join(folder, 'run.json'));
  });

  test('a run file is checked by its schema in the editor', async () => {
    const folder = recordRun('phrases-1', 'data.csv');
    writeFileSync(join(folder, 'run.json'), '{"model": "sample", "learning_rat": 1}');
    const uri = vscode.Uri.file(join(folder, 'run.json'));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const messages = (): string => JSON.stringify(vscode.languages.getDiagnostics(uri).map(({ message }) => message));
    await until(() => /learning_rat /.test(messages()), 'the unknown key is not marked');
    assert.match(messages(), /train_file/);
  });
});
