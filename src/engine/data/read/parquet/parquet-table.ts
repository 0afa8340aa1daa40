import { open, type FileHandle } from 'node:fs/promises';
import type { FileMetaData } from 'hyparquet';
import { LensError } from '../../../../common/errors/lens-error';
import { unreadable } from '../bytes/file-error';
import { columnNames } from '../column-names';
import { shown } from '../shown';
import type { Cell, RowsOptions, Table, TableRow } from '../table';
import { BrokenText, toCell } from './cells';
import { classNamesIn } from './class-names';
import { brokenParquet } from './guard/limits';
import { readMetadata } from './read-metadata';
import { readGroup, topColumns } from './row-groups';

const rowsAtOnce = 1024;

/**
 * Opens a Parquet file by its footer.
 * @throws LensError `not-found`, `bad-file`, `unsupported`
 */
export async function openParquet(path: string, name: string): Promise<Table> {
  return withFile(path, name, async (file) => {
    const { size } = await file.stat();
    const metadata = await readMetadata(file, size);
    const classes = classNamesIn(metadata);
    const names = columnNames(
      topColumns(metadata).map(({ element }) => element.name),
      name,
    );
    return {
      path: name,
      format: 'parquet',
      delimiter: null,
      columns: names.map((each) => ({ name: each, classNames: classes.get(each) ?? null })),
      bytes: size,
      rowCount: Number(metadata.num_rows),
      rows: (options: RowsOptions) => rows(path, name, metadata, options),
    };
  });
}

async function* rows(
  path: string,
  name: string,
  metadata: FileMetaData,
  options: RowsOptions,
): AsyncGenerator<readonly TableRow[], void, undefined> {
  const all = topColumns(metadata).map((_, index) => index);
  const columns = all.filter((index) => options.columns === null || options.columns.has(index));
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(name, error);
  });
  let [line, bytes] = [0, 0];
  try {
    for (const group of metadata.row_groups) {
      const left = options.limit === undefined ? Infinity : options.limit - line;
      if (left <= 0) return;
      const read = () => readGroup(file, metadata, group, { signal: options.signal, columns, rows: left });
      const values = await inWords(name, read);
      const count = Math.min(Number(group.num_rows), left);
      bytes += Number(group.total_compressed_size ?? group.total_byte_size);
      for (let from = 0; from < count; from += rowsAtOnce) {
        options.signal.throwIfAborted();
        const length = Math.min(rowsAtOnce, count - from);
        yield Array.from({ length }, (_, row) => toRow(all, values, from + row, line + from + row + 1));
      }
      line += count;
      options.onBytes(bytes);
    }
  } finally {
    await file.close();
  }
}

function toRow(
  columns: readonly number[],
  values: ReadonlyMap<number, ArrayLike<unknown>>,
  row: number,
  line: number,
): TableRow {
  const cells = columns.map((index) => toCell(values.get(index)?.[row]));
  const broken = cells.find((cell) => cell instanceof BrokenText);
  if (broken === undefined) return { line, cells: cells as Cell[], problem: null };
  const found = shown(Buffer.from(broken.bytes).toString('utf8'));
  return { line, cells: [], problem: { reason: 'broken-encoding', found } };
}

async function withFile<Value>(path: string, name: string, work: (file: FileHandle) => Promise<Value>): Promise<Value> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(name, error);
  });
  try {
    return await inWords(name, () => work(file));
  } finally {
    await file.close();
  }
}

/** The library throws errors of any kind where bytes do not fit. */
async function inWords<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    const error = cause instanceof LensError ? cause : brokenParquet('its values cannot be read');
    if (error.code !== 'bad-file' && error.code !== 'unsupported') throw error;
    const message = error.message.replace('The Parquet file', `The Parquet file "${name}"`);
    throw new LensError(error.code, message, error.help, { cause });
  }
}
