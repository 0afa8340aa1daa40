import { guessColumns } from '../columns/guess-columns';
import { summariseColumns } from '../columns/summarise-columns';
import { collator } from '../collate/collate';
import type { DataModel } from '../data-model';
import { encodeRows } from '../examples/encode-rows';
import { encoderFor } from '../examples/encoder';
import { maxLengthOf } from '../examples/max-length';
import { findLabels, type FoundLabels } from '../labels/find-labels';
import type { RowProblem, Table, TableRow } from '../read/table';
import { checkRow, type LabelShape } from '../rows/check-row';
import type { LabelledRow } from '../rows/labelled-row';
import { firstRows } from '../rows/read-rows';
import { rolesOf, type Roles } from '../rows/roles';
import type { PreviewSettings } from '../../../common/contracts/training/data-view';
import type { ModelInfo } from '../../../common/contracts/model';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { LoadedModel } from '../../models/loaded-model';
import { maskSettings, paddingSide } from '../read-training-data';
import type { Prediction } from './row-prediction';
import { Scorer, type ScoreFindings } from './scorer';

/** Labels are looked up in so many rows, to tell names from numbers. */
const rowsOfHead = 2000;
/** So many rows are put into batches together: those of like length find each other. */
const rowsAtOnce = 4096;
const tokensAtOnce = 4096;
const mostRows = 64;
/** Numbers of one result, such as the logits of a vocabulary for many tokens. */
const mostNumbers = 32e6;

export type ScoreColumns = Pick<
  PreviewSettings,
  'text_column' | 'text_pair_column' | 'label_column' | 'target_column' | 'tokens_column' | 'label_separator'
>;

export interface ScoreSettings {
  readonly task: Roles['task'];
  readonly columns: ScoreColumns;
  readonly maxLength: number | null;
  /** Of fill-mask. */
  readonly mlmProbability: number;
  readonly seed: number;
}

export interface ScoreOptions {
  readonly data: DataModel;
  readonly info: ModelInfo;
  readonly model: LoadedModel;
  /** True where the texts of a batch could not be told from their padding. */
  readonly oneTextOnly: boolean;
  readonly signal: CancellationSignal;
  readonly onBytes: (done: number) => void;
}

/** A row of the file with what the model makes of it, or why it makes nothing. */
export type ScoredRow =
  | { readonly row: TableRow; readonly prediction: Prediction; readonly problem: null }
  | { readonly row: TableRow; readonly prediction: null; readonly problem: RowProblem };

/** A file that is being scored. */
export interface ScoreRun {
  /** In the order of the file. */
  readonly rows: AsyncGenerator<readonly ScoredRow[], void, undefined>;
  /** What the predictions so far are worth; null without labels. */
  readonly findings: () => ScoreFindings | null;
}

/** What rows are read with. */
interface Reading {
  readonly roles: Roles;
  readonly shape: LabelShape;
  readonly labels: FoundLabels;
}

/**
 * Runs a model over the rows of a table. Without a label column rows are predicted and nothing is measured; language models
 * are measured by the text itself.
 * @throws LensError `not-found`, `usage` for columns; the generator `bad-file`, `cancelled`
 */
export async function scoreTable(table: Table, settings: ScoreSettings, options: ScoreOptions): Promise<ScoreRun> {
  const { data, info, model, signal } = options;
  const reading = await readingOf(table, settings, options);
  const { problemType, labels } = reading.labels;
  const mask = settings.task === 'fill-mask' ? maskSettings(settings.mlmProbability, settings.seed, data) : null;
  const collate = collator({ task: settings.task, problemType, model: data, side: paddingSide(data), mask });
  const vocabulary = isLanguageModel(settings.task) ? (info.vocabSize ?? data.tokenizer.info.vocabSize) : 1;
  const scorer = new Scorer({
    task: settings.task,
    problemType,
    labels,
    model,
    collate: (examples) => collate(examples, { epoch: null }),
    measures: isLanguageModel(settings.task) || reading.roles.label !== null,
    limits: {
      rows: options.oneTextOnly ? 1 : mostRows,
      tokens: Math.min(tokensAtOnce, Math.floor(mostNumbers / vocabulary)),
    },
    signal,
  });
  const encode = {
    encoder: encoderFor(settings.task, data, maxLengthOf(settings.maxLength, data)),
    filler: data.endTokenId ?? data.padTokenId ?? 0,
    files: [table.path],
    signal,
    onRows: () => undefined,
  };
  const predict = async (rows: readonly LabelledRow[]) => scorer.predict((await encodeRows(rows, encode)).examples);
  return { rows: scoredRows(table, reading, predict, options), findings: () => scorer.findings() };
}

/** True for tasks whose labels are the text itself. */
export function isLanguageModel(task: Roles['task']): boolean {
  return task !== 'text-classification' && task !== 'token-classification';
}

async function readingOf(table: Table, { task, columns }: ScoreSettings, options: ScoreOptions): Promise<Reading> {
  const { data, info, signal } = options;
  const first = await firstRows(table, rowsOfHead, signal);
  const summaries = summariseColumns(table, first);
  const guess = guessColumns(summaries, { ...columns, task }, data);
  const problemType = task === 'text-classification' ? (info.problemType ?? 'single_label_classification') : null;
  // What nobody names is not measured by.
  const own = { ...guess, label_column: columns.label_column ?? null, problem_type: problemType };
  const roles = rolesOf(table, own, { labels: false });
  const shape = problemType === 'multi_label_classification' ? 'several' : 'one';
  const head = first.flatMap((row) => {
    const { value, problem } = checkRow(row, roles, shape);
    return problem === null ? [{ ...value, file: 0, line: row.line }] : [];
  });
  const classNames = table.columns[roles.label ?? -1]?.classNames ?? null;
  const labels = findLabels(head, { task, problemType, labels: info.labels, classNames, model: data });
  return { roles, shape, labels };
}

async function* scoredRows(
  table: Table,
  reading: Reading,
  predict: (rows: readonly LabelledRow[]) => Promise<readonly Prediction[]>,
  { signal, onBytes }: ScoreOptions,
): AsyncGenerator<readonly ScoredRow[], void, undefined> {
  let waiting: TableRow[] = [];
  for await (const some of table.rows({ signal, columns: null, onBytes })) {
    waiting.push(...some);
    if (waiting.length < rowsAtOnce) continue;
    yield await scored(waiting, reading, predict);
    waiting = [];
  }
  if (waiting.length > 0) yield scored(waiting, reading, predict);
}

async function scored(
  rows: readonly TableRow[],
  reading: Reading,
  predict: (rows: readonly LabelledRow[]) => Promise<readonly Prediction[]>,
): Promise<ScoredRow[]> {
  const checked = rows.map((row) => labelled(row, reading));
  const good = checked.flatMap(({ value }) => (value === null ? [] : [value]));
  const predictions = (await predict(good))[Symbol.iterator]();
  return rows.map((row, index): ScoredRow => {
    const problem = checked[index]?.problem ?? null;
    if (problem !== null) return { row, prediction: null, problem };
    return { row, prediction: predictions.next().value ?? {}, problem: null };
  });
}

function labelled(
  row: TableRow,
  { roles, shape, labels }: Reading,
): { readonly value: LabelledRow; readonly problem: null } | { readonly value: null; readonly problem: RowProblem } {
  const { value, problem } = checkRow(row, roles, shape);
  if (problem !== null) return { value: null, problem };
  if (roles.label === null) return { value: unlabelled(value, row.line, labels), problem: null };
  const assigned = labels.assign(value.label);
  if (!('value' in assigned)) return { value: null, problem: assigned };
  return { value: { ...value, label: assigned.value, file: 0, line: row.line }, problem: null };
}

/** Labels that stand for none: batches have a place for them. */
function unlabelled(
  content: Omit<LabelledRow, 'label' | 'file' | 'line'>,
  line: number,
  { problemType, labels }: FoundLabels,
): LabelledRow {
  const row = { ...content, file: 0, line };
  if (content.words !== null) return { ...row, label: new Int32Array(content.words.length) };
  const isOne = problemType === 'single_label_classification';
  return { ...row, label: problemType === null ? null : isOne ? 0 : new Float32Array(labels.length) };
}
