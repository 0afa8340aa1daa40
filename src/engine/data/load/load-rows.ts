import type { DataGuess, PreviewSettings } from '../../../common/contracts/training/data-view';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { guessColumns } from '../columns/guess-columns';
import { summariseColumns, type ColumnSummary } from '../columns/summarise-columns';
import type { DataModel } from '../data-model';
import { findLabels, type FoundLabels } from '../labels/find-labels';
import { tellProblemType } from '../labels/tell-problem-type';
import type { Table, TableRow } from '../read/table';
import { openTable } from '../read/open-table';
import { BadRows } from '../report/bad-rows';
import type { LabelShape } from '../rows/check-row';
import type { LabelledRow } from '../rows/labelled-row';
import type { RawRow } from '../rows/raw-row';
import { firstRows, readRows, type ReadRows } from '../rows/read-rows';
import { rolesOf, type Roles } from '../rows/roles';

/** What columns hold is told from so many rows. */
const rowsToGuessBy = 2000;

/** The settings that say which rows there are and what they mean. */
export type RowSettings = Omit<PreviewSettings, 'validation_size' | 'train_size' | 'max_length' | 'seed'>;

export interface LoadOptions {
  readonly folder: string;
  readonly model: Pick<DataModel, 'kind' | 'task' | 'labels'> | null;
  readonly signal: CancellationSignal;
  readonly onBytes: (done: number, total: number) => void;
  /** Where to stop in each file; null reads all. */
  readonly limit: { readonly rows: number; readonly bytes: number } | null;
}

/** The head of the data: what is known before all rows are read. */
export interface OpenedData {
  readonly table: Table;
  readonly columns: readonly ColumnSummary[];
  readonly guess: DataGuess;
  readonly first: readonly TableRow[];
}

/** A file, and how many of its rows were looked at. */
export interface ReadFile {
  readonly path: string;
  readonly rows: number;
}

export interface LoadedRows {
  readonly labels: FoundLabels;
  /** The columns, chosen or guessed. */
  readonly guess: DataGuess;
  /** Of each file; null where it has none. */
  readonly delimiters: readonly (string | null)[];
  /** How the rows of the training file were read. */
  readonly roles: Roles;
  readonly shape: LabelShape;
  readonly train: readonly LabelledRow[];
  /** Of a file of their own; empty without one. */
  readonly validation: readonly LabelledRow[];
  readonly files: readonly ReadFile[];
  readonly badRows: BadRows;
  readonly complete: boolean;
}

/** Opens the training file and tells what its columns are. @throws LensError */
export async function openData(
  settings: RowSettings,
  { folder, model, signal }: Pick<LoadOptions, 'folder' | 'model' | 'signal'>,
): Promise<OpenedData> {
  const table = await openTable(folder, settings.train_file);
  const first = await firstRows(table, rowsToGuessBy, signal);
  const columns = summariseColumns(table, first);
  return { table, columns, first, guess: guessColumns(columns, settings, model) };
}

/**
 * Reads all rows of a run's files and numbers their labels.
 * @throws LensError `not-found` or `usage` for columns, `bad-file` for files, `cancelled`
 */
export async function loadRows(
  { table, columns, guess }: OpenedData,
  settings: RowSettings,
  options: LoadOptions,
): Promise<LoadedRows> {
  const tables = [table];
  if (settings.validation_file !== undefined) tables.push(await openTable(options.folder, settings.validation_file));
  const roles = tables.map((each) => rolesOf(each, guess));
  const own = rolesOf(table, guess);
  const badRows = new BadRows();
  const shape = shapeOf(guess, columns);
  const reads = await readAll(tables, roles, { shape, badRows, ...options });
  const [train = [], validation = []] = reads.map(({ rows }) => rows);
  const labels = findLabels(train, {
    task: guess.task,
    problemType: guess.task === 'text-classification' ? problemTypeOf(settings, train, options.model) : null,
    labels: settings.labels ?? null,
    classNames: table.columns[own.label ?? -1]?.classNames ?? null,
    model: options.model,
  });
  const numbered = (rows: readonly RawRow[]) => numberLabels(rows, labels, tables, badRows);
  return {
    labels,
    guess,
    delimiters: tables.map(({ delimiter }) => delimiter),
    roles: own,
    shape,
    train: numbered(train),
    validation: numbered(validation),
    files: reads.map(({ seen }, index) => ({ path: tables[index]?.path ?? '', rows: seen })),
    badRows,
    complete: reads.every(({ complete }) => complete),
  };
}

function problemTypeOf(settings: RowSettings, rows: readonly RawRow[], model: LoadOptions['model']) {
  return settings.problem_type ?? tellProblemType(rows, model ?? { task: null, labels: [] });
}

function shapeOf(guess: DataGuess, columns: readonly ColumnSummary[]): LabelShape {
  const kind = columns.find(({ name }) => name === guess.label_column)?.kind;
  if (guess.problem_type === 'multi_label_classification') return 'several';
  return kind === 'list' ? 'several' : 'one';
}

async function readAll(
  tables: readonly Table[],
  roles: readonly Roles[],
  options: LoadOptions & { readonly shape: LabelShape; readonly badRows: BadRows },
): Promise<ReadRows[]> {
  const total = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const reads: ReadRows[] = [];
  let before = 0;
  for (const [file, table] of tables.entries()) {
    const { shape, badRows, signal, limit } = options;
    const onBytes = (done: number) => options.onBytes(before + done, total);
    const own = roles[file];
    if (own === undefined) continue;
    reads.push(await readRows(table, { roles: own, shape, badRows, signal, limit, file, onBytes }));
    before += table.bytes;
  }
  return reads;
}

function numberLabels(
  rows: readonly RawRow[],
  { assign }: FoundLabels,
  tables: readonly Table[],
  badRows: BadRows,
): LabelledRow[] {
  return rows.flatMap((row) => {
    const assigned = assign(row.label);
    if ('value' in assigned) return [{ ...row, label: assigned.value }];
    badRows.add({ file: tables[row.file]?.path ?? '', line: row.line, ...assigned });
    return [];
  });
}
