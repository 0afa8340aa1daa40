import { LensError } from '../../../../common/errors/lens-error';
import { neverCancelled } from '../../../../common/rpc/cancellation';
import { checkText, readHead, textOf } from '../bytes/check-text';
import { columnNames } from '../column-names';
import { shown } from '../shown';
import type { RowsOptions, Table, TableFormat, TableRow } from '../table';
import { csvRecords, type CsvRecord } from './csv-records';
import { sniffDelimiter } from './sniff-delimiter';

const rowsAtOnce = 512;

/**
 * Opens a file of delimited rows. The first is the header.
 * @param format of a `tsv` the delimiter is a tab, of a `csv` it is found out
 * @throws LensError `not-found`, `bad-file`
 */
export async function openDelimited(path: string, name: string, format: TableFormat): Promise<Table> {
  const file = await readHead(path, name);
  checkText(file, name);
  const delimiter = format === 'tsv' ? '\t' : sniffDelimiter(file.head);
  const options = { signal: neverCancelled, onBytes: () => undefined };
  const records = csvRecords(path, name, delimiter, options);
  const header = await records.next();
  await records.return();
  if (header.done === true) throw new LensError('bad-file', `"${name}" is empty.`, 'Choose a file with rows.');
  const names = columnNames(header.value.cells.map(headerText(name)), name);
  const columns = names.map((each) => ({ name: each, classNames: null }));
  const read = (rowsOptions: RowsOptions) => rows(path, name, delimiter, columns.length, rowsOptions);
  return { path: name, format, delimiter, columns, bytes: file.bytes, rowCount: null, rows: read };
}

function headerText(name: string): (cell: Buffer) => string {
  return (cell) => {
    const text = textOf(cell);
    if (text !== null) return text;
    throw new LensError('bad-file', `The header of "${name}" is not UTF-8.`, 'Save the file in UTF-8.');
  };
}

async function* rows(
  path: string,
  name: string,
  delimiter: string,
  width: number,
  { signal, columns, onBytes }: RowsOptions,
): AsyncGenerator<readonly TableRow[], void, undefined> {
  let ready: TableRow[] = [];
  let isHeader = true;
  for await (const record of csvRecords(path, name, delimiter, { signal, onBytes })) {
    if (!isHeader) ready.push(toRow(record, width, columns));
    isHeader = false;
    if (ready.length < rowsAtOnce) continue;
    yield ready;
    ready = [];
  }
  if (ready.length > 0) yield ready;
}

function toRow({ line, cells }: CsvRecord, width: number, columns: ReadonlySet<number> | null): TableRow {
  if (cells.length !== width) {
    const found = `${cells.length} in place of ${width}: ${shown(cells.map(String).join(' | '))}`;
    return { line, cells: [], problem: { reason: 'wrong-columns', found } };
  }
  const texts: (string | null)[] = [];
  for (const [index, cell] of cells.entries()) {
    const text = columns === null || columns.has(index) ? textOf(cell) : '';
    if (text === null)
      return { line, cells: [], problem: { reason: 'broken-encoding', found: shown(cell.toString('utf8')) } };
    texts.push(text);
  }
  return { line, cells: texts, problem: null };
}
