import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths';

const [begin, end] = ['<!-- bench -->', '<!-- /bench -->'];

/** Puts the table between the markers of the README. Throws when they are not there. */
export function writeToReadme(table: string): void {
  const path = join(root, 'README.md');
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('README.md has no markers for the table');
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}
