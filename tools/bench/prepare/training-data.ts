import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../paths';
import { newText } from '../texts';

/** Writes a CSV of texts and labels with one text of each length in tokens, special ones counted. Gives its path. */
export function trainingFile(name: string, lengths: readonly number[]): string {
  const folder = join(cache, 'training-data');
  mkdirSync(folder, { recursive: true });
  const rows = lengths.map((tokens, index) => `${newText(tokens)},${index % 2 === 0 ? 'good' : 'poor'}`);
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, `${['text,label', ...rows].join('\n')}\n`);
  return path;
}
