import { extname } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { LensError } from '../../common/errors/lens-error';
import { writeAll, writeWhole } from '../../engine/formats/write-whole';
import type { ScoredRow } from '../../engine/data/score/score-table';
import { cellText, errorOf, outputNames, type OutputNames } from './score-rows';

export interface WriteOptions {
  readonly columns: readonly string[];
  readonly fields: readonly string[];
  /** Of classification, in the order of ids: each has a column of its own in a CSV file. */
  readonly labels: readonly string[];
}

export interface WrittenRows {
  readonly rows: number;
  /** Rows without a prediction. */
  readonly failed: number;
}

export const outFormats = ['csv', 'jsonl'] as const;
export type OutFormat = (typeof outFormats)[number];

/** What the ending of a file says that is to be written. @throws LensError `usage` */
export function outFormat(path: string): OutFormat {
  const format = outFormats.find((each) => extname(path).toLowerCase() === `.${each}`);
  if (format !== undefined) return format;
  throw new LensError('usage', `--out ends in neither .csv nor .jsonl: "${path}".`);
}

/**
 * Writes rows with their predictions, whole or not at all.
 * @throws LensError `disk` with what the system says, and what the rows throw
 */
export async function writeScores(
  path: string,
  rows: AsyncIterable<readonly ScoredRow[]>,
  options: WriteOptions,
): Promise<WrittenRows> {
  const format = outFormat(path);
  const names = outputNames(options.columns, options.fields);
  const written = { rows: 0, failed: 0 };
  try {
    await writeWhole(path, async (file) => {
      if (format === 'csv') await writeAll(file, Buffer.from(stringify([header(names, options)])));
      for await (const some of rows) {
        const text = format === 'csv' ? csvText(some, options) : jsonText(some, names, options);
        await writeAll(file, Buffer.from(text));
        written.rows += some.length;
        written.failed += some.filter(({ problem }) => problem !== null).length;
      }
    });
    return written;
  } catch (cause) {
    if (cause instanceof LensError || !(cause instanceof Error && 'code' in cause)) throw cause;
    throw new LensError('disk', `The file "${path}" could not be written (${String(cause.code)}).`, undefined, {
      cause,
    });
  }
}

function header(names: OutputNames, { labels }: WriteOptions): string[] {
  const fields = names.fields.flatMap((field) =>
    field.startsWith('probabilities') ? labels.map((label) => `probability_${label}`) : [field],
  );
  return [names.line, ...names.columns, ...fields, names.error];
}

function csvText(rows: readonly ScoredRow[], { columns, fields, labels }: WriteOptions): string {
  return stringify(
    rows.map((scored) => {
      const { row, prediction } = scored;
      const cells = columns.map((_, index) => cellText(row.cells[index]));
      const values = fields.flatMap((field) => {
        const value = prediction?.[field];
        if (field !== 'probabilities') return [cellText(value)];
        const byLabel = value as Readonly<Record<string, number>> | undefined;
        return labels.map((label) => cellText(byLabel?.[label]));
      });
      return [String(row.line), ...cells, ...values, errorOf(scored) ?? ''];
    }),
  );
}

function jsonText(rows: readonly ScoredRow[], names: OutputNames, { fields }: WriteOptions): string {
  const lines = rows.map((scored) => {
    const { row, prediction } = scored;
    const cells = names.columns.map((name, index) => [name, row.cells[index] ?? null] as const);
    const values = fields.map((field, index) => [names.fields[index] ?? field, prediction?.[field] ?? null] as const);
    const error = errorOf(scored);
    const failure = error === null ? [] : [[names.error, error] as const];
    return JSON.stringify(Object.fromEntries([[names.line, row.line] as const, ...cells, ...values, ...failure]));
  });
  return lines.map((line) => `${line}\n`).join('');
}
