import * as assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ModelLensApi } from '../../../src/host/api';

const id = 'model-lens.model-lens';

suite('Activation', () => {
  test('the extension is found and activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not among the extensions`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  test('the extension runs where the workspace is', () => {
    assert.equal(vscode.extensions.getExtension(id)?.extensionKind, vscode.ExtensionKind.Workspace);
  });

  test('every contributed command is registered', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension);
    await extension.activate();
    const manifest = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const contributed = manifest.contributes.commands.map(({ command }) => command);
    assert.ok(contributed.includes('modelLens.classifySelection'), 'Classify Selected Text is not contributed');
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });

  test('no native library of the engine is loaded into the extension host', async () => {
    await vscode.extensions.getExtension(id)?.activate();
    const { sharedObjects } = process.report.getReport() as unknown as { sharedObjects: string[] };
    assert.ok(sharedObjects.length > 0);
    assert.deepEqual(
      sharedObjects.filter((path) => /onnxruntime|tokenizers/.test(path)),
      [],
    );
  });

  test('loading and activating it takes less than 30 ms', async () => {
    const extension = vscode.extensions.getExtension<ModelLensApi>(id);
    assert.ok(extension);
    const { activationMs } = await extension.activate();
    const path = join(extension.extensionPath, 'dist/extension.js');
    // Processor time, and the least of several: each time the module is read and run anew.
    const loads = Array.from({ length: 5 }, () => loadMs(path));
    const total = Math.min(...loads) + activationMs;
    assert.ok(total < 30, `loading took ${Math.min(...loads)} ms, activating ${activationMs} ms`);
  });
});

function loadMs(path: string): number {
  const load = createRequire(path);
  const { [path]: loaded } = load.cache;
  load.cache[path] = undefined;
  const start = process.cpuUsage();
  load(path);
  const { user, system } = process.cpuUsage(start);
  load.cache[path] = loaded;
  return (user + system) / 1000;
}
