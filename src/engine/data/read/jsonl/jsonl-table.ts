import { LensError } from '../../../../common/errors/lens-error';
import { neverCancelled } from '../../../../common/rpc/cancellation';
import { checkText, readHead } from '../bytes/check-text';
import { lines, type Line } from '../bytes/lines';
import { textChunks } from '../bytes/text-chunks';
import { columnNames } from '../column-names';
import type { RowsOptions, Table, TableRow } from '../table';
import { jsonRow } from './json-row';

/** Columns are the keys of so many rows, read at the beginning. */
const rowsOfHead = 1000;
const bytesOfHead = 4_000_000;

/**
 * Opens a file with a JSON object in each line. Its columns are the keys that the first rows have.
 * @throws LensError `not-found`, `bad-file`
 */
export async function openJsonl(path: string, name: string): Promise<Table> {
  const file = await readHead(path, name);
  checkText(file, name);
  if (/^\ufeff?\s*\[/u.test(file.head.toString('utf8', 0, 100))) throw noObjects(name, 'is a JSON array');
  const keys = columnNames(await keysOfHead(path, name), name);
  const columns = keys.map((each) => ({ name: each, classNames: null }));
  const read = (options: RowsOptions) => rows(path, name, keys, options);
  return { path: name, format: 'jsonl', delimiter: null, columns, bytes: file.bytes, rowCount: null, rows: read };
}

async function keysOfHead(path: string, name: string): Promise<string[]> {
  const keys = new Set<string>();
  const progress = { bytes: 0, rows: 0 };
  const onBytes = (done: number) => (progress.bytes = done);
  for await (const some of lines(textChunks(path, name, { signal: neverCancelled, onBytes }), name)) {
    for (const { fields } of some.filter(isFilled).map(({ bytes }) => jsonRow(bytes))) {
      for (const key of Object.keys(fields ?? {})) keys.add(key);
      progress.rows += 1;
    }
    if (progress.rows >= rowsOfHead || progress.bytes >= bytesOfHead) break;
  }
  if (keys.size > 0) return [...keys];
  throw noObjects(name, 'has no row that is a JSON object');
}

function noObjects(name: string, what: string): LensError {
  const help = 'A JSONL file has one object in each line, such as {"text": "...", "label": "..."}.';
  return new LensError('bad-file', `"${name}" ${what}.`, help);
}

function isFilled({ bytes }: Line): boolean {
  return bytes.some((byte) => byte !== 32 && byte !== 9 && byte !== 13);
}

async function* rows(
  path: string,
  name: string,
  keys: readonly string[],
  { signal, columns, onBytes }: RowsOptions,
): AsyncGenerator<readonly TableRow[], void, undefined> {
  for await (const some of lines(textChunks(path, name, { signal, onBytes }), name)) {
    yield some.filter(isFilled).map(({ number, bytes }): TableRow => {
      const { fields, problem } = jsonRow(bytes);
      if (problem !== null) return { line: number, cells: [], problem };
      const cells = keys.map((key, index) => {
        const isWanted = columns === null || columns.has(index);
        return isWanted && Object.hasOwn(fields, key) ? (fields[key] ?? null) : null;
      });
      return { line: number, cells, problem: null };
    });
  }
}
