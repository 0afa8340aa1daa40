import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { writeTensors } from '../../formats/safetensors/write';
import { writeAll, writeWhole } from '../../formats/write-whole';
import { rowOf, valuesOf, type MatrixView } from '../attention/matrix-view';
import { float32Text } from './number-text';

/** A matrix with the words for its rows and columns. */
export interface Table {
  /** The name of the tensor that it is, or is made of. */
  readonly name: string;
  readonly view: MatrixView;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** What JSON and safetensors call rows, columns (null: numbered, not named) and values. */
  readonly keys: { readonly rows: string; readonly columns: string | null; readonly values: string };
}

/** Rows are written in pieces of about this many characters. */
const pieceLength = 1_000_000;

/** Writes a table whole or not at all, and gives the file's bytes. Throws what the file system throws. */
export async function writeTable(
  path: string,
  table: Table,
  format: 'csv' | 'json' | 'safetensors',
  signal: CancellationSignal,
): Promise<number> {
  if (format === 'safetensors') return writeAsTensor(path, table);
  const lines = format === 'csv' ? csvLines(table) : jsonPieces(table);
  return writeWhole(path, async (file) => {
    const encoder = new TextEncoder();
    let [bytes, piece] = [0, ''];
    const flush = async (): Promise<void> => {
      const encoded = encoder.encode(piece);
      piece = '';
      bytes += encoded.length;
      await writeAll(file, encoded);
      await setImmediate();
      signal.throwIfAborted();
    };
    for (const line of lines) {
      piece += line;
      if (piece.length >= pieceLength) await flush();
    }
    await flush();
    return bytes;
  });
}

/** Tokens stay as they are, also those that a spreadsheet would take for a formula: other programs read them back. */
function* csvLines({ view, rows, columns }: Table): Generator<string> {
  yield stringify([['', ...columns]]);
  for (let row = 0; row < view.rows; row++) {
    const label = stringify([[rows[row] ?? '']]).trimEnd();
    yield `${label === '' ? '""' : label},${numbers(rowOf(view, row), String)}\n`;
  }
}

function* jsonPieces({ name, view, rows, columns, keys }: Table): Generator<string> {
  const named = keys.columns === null ? {} : { [keys.columns]: columns };
  yield `${JSON.stringify({ name, [keys.rows]: rows, ...named }).slice(0, -1)},${JSON.stringify(keys.values)}:[`;
  for (let row = 0; row < view.rows; row++) {
    yield `${row === 0 ? '' : ','}\n[${numbers(rowOf(view, row), jsonNumber)}]`;
  }
  yield ']}\n';
}

function numbers(values: Float32Array, otherwise: (value: number) => string): string {
  return Array.from(values, (value) => (Number.isFinite(value) ? float32Text(value) : otherwise(value))).join(',');
}

/** JSON knows no NaN and no infinity. */
function jsonNumber(): string {
  return 'null';
}

function writeAsTensor(path: string, { name, view, rows, columns, keys }: Table): Promise<number> {
  const labels = {
    [keys.rows]: JSON.stringify(rows),
    ...(keys.columns ? { [keys.columns]: JSON.stringify(columns) } : {}),
  };
  const tensor = { name, dtype: 'float32', dims: [view.rows, view.columns], load: () => valuesOf(view) } as const;
  return writeTensors(path, [tensor], { format: 'pt', ...labels });
}
