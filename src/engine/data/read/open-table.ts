import { extname, resolve } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { openDelimited } from './delimited/delimited-table';
import { openJsonl } from './jsonl/jsonl-table';
import { openParquet } from './parquet/parquet-table';
import type { Table, TableFormat } from './table';

const formats: Readonly<Record<string, TableFormat>> = {
  '.csv': 'csv',
  '.txt': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'jsonl',
  '.parquet': 'parquet',
  '.pq': 'parquet',
};

/** What the ending of a file's name says of its format; null for others. */
export function formatOf(path: string): TableFormat | null {
  return formats[extname(path).toLowerCase()] ?? null;
}

/**
 * Opens a file of rows by its ending.
 * @param name the path as a person gave it, relative to `folder`
 * @throws LensError `usage` for an ending that is not known, `not-found`, `bad-file`, `too-big`
 */
export async function openTable(folder: string, name: string): Promise<Table> {
  const path = resolve(folder, name);
  const format = formatOf(name);
  switch (format) {
    case 'csv':
    case 'tsv':
      return openDelimited(path, name, format);
    case 'jsonl':
      return openJsonl(path, name);
    case 'parquet':
      return openParquet(path, name);
    case null:
      throw new LensError(
        'usage',
        `What kind of file "${name}" is cannot be told from its name.`,
        'It should end in .csv, .tsv, .jsonl or .parquet.',
      );
  }
}
