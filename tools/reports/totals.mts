// Test totals in the shape of vitest's JSON reporter, so that every layer's results can be summed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../vscode/paths.mts';

/** What a test run came to; the names are those of vitest's (and Jest's) JSON report. */
export interface Totals {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites?: number;
}

/** Where every layer leaves its totals, one JSON file each. */
export const reports = join(cache, 'reports');

/** Leaves a layer's totals in `.cache/reports/<layer>.json`. */
export function writeTotals(layer: string, totals: Totals): void {
  mkdirSync(reports, { recursive: true });
  writeFileSync(join(reports, `${layer}.json`), JSON.stringify(totals));
}

/** Deletes the totals of earlier runs. */
export function clearTotals(): void {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
}

/** The totals that one report file holds; undefined when the layer left none, which is a failure of its own. */
export function readTotals(layer: string): Totals | undefined {
  if (!existsSync(join(reports, `${layer}.json`))) return undefined;
  return JSON.parse(readFileSync(join(reports, `${layer}.json`), 'utf8')) as Totals;
}
