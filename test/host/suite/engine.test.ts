import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, lensApi, openText, selectLines, shows, until } from '../support/lens';

suite('The engine process', () => {
  teardown(closeAll);

  test('a crash costs a process: the Lens says so, and the next run works', async () => {
    const api = await lensApi();
    const editor = await openText('NPTEL is great!\nIt was too long for me.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('NPTEL is great!');
    const [pid] = api.enginePids();
    assert.ok(pid, 'there is no engine process');
    process.kill(pid, 'SIGKILL');
    await until(() => api.lensState().phase === 'stale', 'the Lens does not notice');
    assert.match(api.lensState().notices[0]?.title ?? '', /^The engine stopped unexpectedly/);
    selectLines(editor, 1);
    const state = await shows('It was too long for me.');
    assert.equal(state.run?.prediction?.ok, true);
    assert.notEqual(api.enginePids()[0], pid);
  });

  test('unloading a model ends its process', async () => {
    const api = await lensApi();
    const editor = await openText('Good pace, clear slides.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('Good pace, clear slides.');
    const pids = api.enginePids();
    assert.ok(pids.length > 0);
    assert.ok(pids.every(isRunning));
    await vscode.commands.executeCommand('modelLens.unloadModel');
    await until(() => api.enginePids().length === 0, 'the process is still counted');
    // All that it had in memory goes with the process.
    await until(() => !pids.some(isRunning), 'the process is still there');
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
