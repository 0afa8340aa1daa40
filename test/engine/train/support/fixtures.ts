import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../fixtures/training');

/** The folder of a reference run, or a file of the reference values. */
export function trainingFixture(...path: string[]): string {
  return join(root, ...path);
}

export function readTrainingJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(trainingFixture(...path), 'utf8'));
}
