import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

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
});
