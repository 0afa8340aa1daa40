import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** The layer errors that lint finds for an import in a file of that layer. */
async function layerErrors(file: string, source: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    // The layer rules need no types; without them a file need not exist to be linted.
    overrideConfig: [{ languageOptions: { parserOptions: { projectService: false } } }],
    ruleFilter: ({ ruleId }) => ['boundaries/dependencies', 'no-restricted-imports'].includes(ruleId),
  });
  const [result] = await eslint.lintText(`import ${JSON.stringify(source)};\n`, { filePath: join(root, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? 'parse error');
}

const rpc = (depth: number) => `${'../'.repeat(depth)}common/errors/lens-error`;

describe('the layer rule', () => {
  it.each([
    ['src/common/probe.ts', 'node:fs'],
    ['src/common/probe.ts', 'vscode'],
    ['src/hub/probe.ts', 'onnxruntime-node'],
    ['src/engine/probe.ts', 'vscode'],
    ['src/host/probe.ts', 'tokenizers'],
    ['src/cli/probe.ts', 'vscode'],
    ['webview/probe.ts', 'node:path'],
    ['webview/probe.ts', 'fs'],
    ['src/extension.ts', './engine/process/main'],
  ])('%s may not import the module %s', async (file, source) => {
    expect(await layerErrors(file, source)).toEqual(['no-restricted-imports']);
  });

  it.each([
    ['src/common/probe.ts', '../engine/process/main'],
    ['src/hub/probe.ts', '../engine/process/main'],
    ['src/engine/probe.ts', '../hub/models/resolve-model'],
    ['src/host/probe.ts', '../engine/process/main'],
    ['webview/probe.ts', '../src/host/lens/lens-panel'],
  ])('%s may not import the layer of %s', async (file, source) => {
    expect(await layerErrors(file, source)).toEqual(['boundaries/dependencies']);
  });

  it.each([
    ['src/hub/probe.ts', rpc(1)],
    ['src/engine/probe.ts', rpc(1)],
    ['src/host/probe.ts', 'vscode'],
    ['src/cli/probe.ts', '../engine/process/main'],
    ['webview/probe.ts', `../src/common/errors/lens-error`],
    ['webview/probe.ts', 'lit'],
    ['src/engine/probe.ts', 'onnxruntime-node'],
  ])('%s may import %s', async (file, source) => {
    expect(await layerErrors(file, source)).toEqual([]);
  });
});
