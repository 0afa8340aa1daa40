// Runs inside the extension host of a real VS Code, as its tests do.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { reportVariable } from '../../host-tests/report-line.mts';

/** Times that the extension's module is read and run anew; the first is what a person waits for. */
const loads = 9;

/** What `run-activation.mts` waits for: the milliseconds of each load, and of the activation. */
export interface ActivationTimes {
  readonly loadMs: readonly number[];
  readonly activationMs: number;
  /** Native libraries of the engine in the extension host; there must be none. */
  readonly nativeLibraries: readonly string[];
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<{ activationMs: number }>('model-lens.model-lens');
  if (!extension) throw new Error('The extension is not there');
  const { activationMs } = await extension.activate();
  const path = join(extension.extensionPath, 'dist/extension.js');
  const { sharedObjects } = process.report.getReport() as unknown as { sharedObjects: string[] };
  const times: ActivationTimes = {
    loadMs: Array.from({ length: loads }, () => loadMs(path)),
    activationMs,
    nativeLibraries: sharedObjects.filter((name) => /onnxruntime|tokenizers/.test(name)),
  };
  appendFileSync(process.env[reportVariable] ?? '', `${JSON.stringify(times)}\n`);
}

function loadMs(path: string): number {
  const load = createRequire(path);
  const { [path]: loaded } = load.cache;
  load.cache[path] = undefined;
  const start = performance.now();
  load(path);
  const ms = performance.now() - start;
  load.cache[path] = loaded;
  return ms;
}
