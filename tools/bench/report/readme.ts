import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths';

const [begin, end] = ['<!-- bench -->', '<!-- /bench -->'];
const row = /^\| (?!what |-)([^|]+) \|.*$/gm;

/** Puts the table between the markers of the README. Throws when they are not there. */
export function writeToReadme(table: string): void {
  replaceTable(() => table);
}

/**
 * Puts the rows of a table into the one between the markers of the README: in place of those with the same name, else
 * behind the last one. What stands below the table stays. Throws when the markers are not there.
 */
export function mergeIntoReadme(table: string): void {
  replaceTable((known) => mergeRows(known, table));
}

function mergeRows(known: string, measured: string): string {
  const rows = new Map([...measured.matchAll(row)].map(([line, what = '']) => [what, line]));
  const merged = known.replace(row, (line: string, what: string) => {
    const newer = rows.get(what) ?? line;
    rows.delete(what);
    return newer;
  });
  const last = [...merged.matchAll(row)].at(-1);
  const at = last ? last.index + last[0].length : merged.length;
  return [merged.slice(0, at), ...rows.values()].join('\n') + merged.slice(at);
}

function replaceTable(change: (table: string) => string): void {
  const path = join(root, 'README.md');
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('README.md has no markers for the table');
  const table = change(text.slice(from + begin.length, to).trim());
  writeFileSync(path, `${text.slice(0, from + begin.length)}\n\n${table}\n\n${text.slice(to)}`);
}
