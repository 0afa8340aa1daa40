import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { fixtures } from './golden';

/** A folder with these files, gone after the test. Objects are written as JSON. */
export function folderOf(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lens-tokenizer-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** A tokenizer.json of the fixtures as an object to change. */
export function tokenizerJson(family: string): Record<string, unknown> & { model: Record<string, unknown> } {
  const text = readFileSync(join(fixtures, family, 'tokenizer.json'), 'utf8');
  return JSON.parse(text) as ReturnType<typeof tokenizerJson>;
}
