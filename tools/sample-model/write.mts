import { writeFileSync } from 'node:fs';
import type { Sentence } from './corpus/sentences.mts';

/** Writes a sentence a line, as the data of a run. */
export function writeRows(path: string, rows: readonly Sentence[]): void {
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Writes a file of JSON for people to read. */
export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}
