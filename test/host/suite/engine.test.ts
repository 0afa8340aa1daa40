import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, lensApi, openText, selectLines, shows, until } from '../support/lens';

/** The engine processes that this extension host has forked (Linux). */
function engineProcesses(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid > 0 && isEngine(pid));
}

function isEngine(pid: number): boolean {
  try {
    const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine.js');
  } catch (error) {
    // The process has ended between the listing and the look.
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return false;
    throw error;
  }
}

suite('The engine process', () => {
  teardown(closeAll);

  test('a crash costs a process: the Lens says so, and the next run works', async () => {
    if (process.platform !== 'linux') return;
    const api = await lensApi();
    const editor = await openText('NPTEL is great!\nIt was too long for me.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('NPTEL is great!');
    const [pid] = engineProcesses();
    assert.ok(pid, 'there is no engine process');
    process.kill(pid, 'SIGKILL');
    await until(() => api.lensState().phase === 'stale', 'the Lens does not notice');
    assert.match(api.lensState().notices[0]?.title ?? '', /^The engine stopped unexpectedly/);
    selectLines(editor, 1);
    const state = await shows('It was too long for me.');
    assert.equal(state.run?.prediction?.ok, true);
    assert.notEqual(engineProcesses()[0], pid);
  });

  test('unloading a model ends its process', async () => {
    if (process.platform !== 'linux') return;
    const editor = await openText('Good pace, clear slides.\n');
    selectLines(editor, 0);
    await vscode.commands.executeCommand('modelLens.open');
    await shows('Good pace, clear slides.');
    assert.ok(engineProcesses().length > 0);
    await vscode.commands.executeCommand('modelLens.unloadModel');
    await until(() => engineProcesses().length === 0, 'the process is still there');
  });
});
