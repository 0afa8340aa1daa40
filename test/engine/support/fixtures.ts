import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../../fixtures');

/** The folder of a reference model. */
export function modelFixture(name: string): string {
  return join(root, 'models', name);
}

/** The folder of a reference tokenizer. */
export function tokenizerFixture(name: string): string {
  return join(root, 'tokenizers', name);
}

/** A further ONNX export of a reference model. */
export function onnxExport(name: string): string {
  return join(root, 'onnx', name);
}

/** An empty folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file with these bytes that goes when the test is over. */
export function temporaryFile(content: string | Uint8Array, name = 'text.txt'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}
