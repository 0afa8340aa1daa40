import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** A fixture model of the checkout: tests run in a copy of the extension below it. */
export function fixture(name: string): vscode.Uri {
  const { extensionUri } = vscode.extensions.getExtension('model-lens.model-lens') ?? assert.fail('no extension');
  return vscode.Uri.file(join(extensionUri.fsPath.replace(/[\\/]\.cache[\\/].*$/, ''), 'test/fixtures/models', name));
}
