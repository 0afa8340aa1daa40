import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { lensApi } from '../../support/lens';
import { recordRun, removeRuns } from '../../support/runs';

suite('Tasks that train', () => {
  teardown(removeRuns);

  test('runs that can go on are offered as background tasks without tokens', async () => {
    recordRun('phrases-1', 'data.csv');
    const folder = recordRun('phrases-2', 'data.csv', { phase: 'stopped' });
    process.env['HF_TOKEN'] = 'hf_not_for_children';
    try {
      const tasks = await vscode.tasks.fetchTasks({ type: 'model-lens' });
      assert.deepEqual(
        tasks.map(({ name, definition, isBackground }) => [name, definition['run'] as unknown, isBackground]),
        [['phrases-2', '.model-lens/runs/phrases-2/run.json', true]],
      );
      const { process: program, args, options } = tasks[0]?.execution as vscode.ProcessExecution;
      assert.equal(program, process.execPath);
      assert.match(args[0] ?? '', /dist[\\/]cli\.js$/);
      assert.deepEqual(args.slice(1), ['train', join(folder, 'run.json'), '--out', folder]);
      assert.equal(options?.env?.['ELECTRON_RUN_AS_NODE'], '1');
      assert.ok(!JSON.stringify([args, options]).includes('hf_not_for_children'), 'a token is handed on');
    } finally {
      delete process.env['HF_TOKEN'];
    }
  });

  test('a run file elsewhere is trained into a folder of its name', async () => {
    const runs = await (await lensApi()).runs();
    const scope = vscode.workspace.workspaceFolders?.[0];
    assert.ok(scope);
    const named = new vscode.Task({ type: 'model-lens', run: 'experiments/small.json' }, scope, 'small', 'model-lens');
    const resolved = await runs.tasks.resolveTask(named);
    const { args } = resolved?.execution as vscode.ProcessExecution;
    const root = scope.uri.fsPath;
    assert.deepEqual(args.slice(2), [
      join(root, 'experiments', 'small.json'),
      '--out',
      join(root, '.model-lens', 'runs', 'small'),
    ]);
    assert.equal(resolved?.definition, named.definition);
  });
});
