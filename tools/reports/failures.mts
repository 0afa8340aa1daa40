// What failed, a paragraph each: a log is long, and often only its end is kept.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reports } from './totals.mts';

const file = join(reports, 'failures.txt');
const mostLines = 12;

/** Adds a failure: where it is, and the first lines of what was said. Written at once, as a step may be stopped. */
export function addFailure(where: string, message = ''): void {
  const lines = message.split('\n').filter((line) => line !== '' && !line.includes('node_modules'));
  mkdirSync(reports, { recursive: true });
  appendFileSync(file, [where, ...lines.slice(0, mostLines).map((line) => `    ${line}`), ''].join('\n'));
}

/** All failures since `clearTotals`, as text; empty where there is none. */
export function readFailures(): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
