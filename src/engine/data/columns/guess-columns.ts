import type { DataGuess, PreviewSettings } from '../../../common/contracts/training/data-view';
import type { DataModel } from '../data-model';
import { guessSeparator } from './guess-separator';
import type { ColumnSummary } from './summarise-columns';
import {
  idNames,
  labelNames,
  pairNames,
  plainLabelNames,
  tagsNames,
  targetNames,
  textNames,
  tokensNames,
} from './usual-names';

type Chosen = Partial<Omit<PreviewSettings, 'train_file'>>;
type ModelHint = Pick<DataModel, 'kind' | 'task' | 'labels'> | null;

/**
 * Which column is what, and what task they are for: what was chosen stands, the rest follows from the cells and the names,
 * and where these leave several tasks open from the model.
 */
export function guessColumns(columns: readonly ColumnSummary[], chosen: Chosen, model: ModelHint): DataGuess {
  const task = chosen.task ?? guessTask(columns, chosen, model);
  const none = {
    text_column: null,
    text_pair_column: null,
    label_column: null,
    target_column: null,
    tokens_column: null,
    label_separator: null,
    problem_type: null,
  };
  if (task === 'token-classification') {
    const tokens = chosen.tokens_column ?? (tokensColumn(columns) ?? named(columns, tokensNames))?.name ?? null;
    const label = chosen.label_column ?? tagsColumn(columns, tokens)?.name ?? null;
    return { ...none, task, tokens_column: tokens, label_column: label };
  }
  if (task === 'text2text-generation') {
    const target = chosen.target_column ?? targetColumn(columns, chosen.text_column ?? null)?.name ?? null;
    const text = chosen.text_column ?? textColumn(columns, [target])?.name ?? null;
    return { ...none, task, text_column: text, target_column: target };
  }
  if (task !== 'text-classification') {
    return { ...none, task, text_column: chosen.text_column ?? textColumn(columns, [])?.name ?? null };
  }
  return { ...none, task, ...classificationColumns(columns, chosen, model) };
}

function classificationColumns(columns: readonly ColumnSummary[], chosen: Chosen, model: ModelHint) {
  const label = chosen.label_column ?? labelColumn(columns, chosen)?.name ?? null;
  const text = chosen.text_column ?? textColumn(columns, [label])?.name ?? null;
  const pair = chosen.text_pair_column ?? pairColumn(columns, text, label);
  const summary = columns.find(({ name }) => name === label) ?? null;
  const separator = chosen.label_separator ?? (summary === null ? null : guessSeparator(summary));
  return {
    label_column: label,
    text_column: text,
    text_pair_column: pair,
    label_separator: separator,
    problem_type: chosen.problem_type ?? (summary === null ? null : problemType(summary, separator, model)),
  };
}

/** How labels are read by what they look like: see `tellProblemType`, which decides by all rows. */
function problemType(label: ColumnSummary, separator: string | null, model: ModelHint): DataGuess['problem_type'] {
  if (label.kind === 'list' || separator !== null) return 'multi_label_classification';
  if (label.kind === 'number') return 'regression';
  if (label.kind === 'integer' && model?.task === 'text-classification' && model.labels.length === 1) {
    return 'regression';
  }
  return 'single_label_classification';
}

function guessTask(columns: readonly ColumnSummary[], chosen: Chosen, model: ModelHint): DataGuess['task'] {
  if (chosen.tokens_column !== undefined) return 'token-classification';
  if (chosen.target_column !== undefined) return 'text2text-generation';
  const tokens = tokensColumn(columns);
  if (tokens !== null && tagsColumn(columns, tokens.name) !== null) return 'token-classification';
  const writes = model?.kind === 'encoder-decoder' && model.task !== 'text-classification';
  if (writes && targetColumn(columns, null) !== null) return 'text2text-generation';
  if (chosen.label_column !== undefined || labelByCells(columns, chosen) !== null) return 'text-classification';
  if (targetColumn(columns, null) !== null && columns.length > 1) return 'text2text-generation';
  if (labelColumn(columns, chosen) !== null) return 'text-classification';
  return model?.kind === 'encoder-only' ? 'fill-mask' : 'text-generation';
}

/** Where cells do not tell what a column holds, as with few rows, its name does. */
function named(columns: readonly ColumnSummary[], names: readonly string[]): ColumnSummary | null {
  const found = names.map((name) => columns.find((column) => column.name.toLowerCase() === name));
  return found.find((column) => column !== undefined) ?? null;
}

function without(columns: readonly ColumnSummary[], taken: readonly (string | null | undefined)[]): ColumnSummary[] {
  return columns.filter(({ name }) => !taken.includes(name));
}

function tokensColumn(columns: readonly ColumnSummary[]): ColumnSummary | null {
  const lists = columns.filter(({ kind, numberLists, words }) => kind === 'list' && !numberLists && words > 1);
  const texts = columns.filter(({ kind }) => kind === 'text');
  return named(lists, tokensNames) ?? lists[0] ?? named(texts, tokensNames);
}

function tagsColumn(columns: readonly ColumnSummary[], tokens: string | null): ColumnSummary | null {
  const words = columns.find(({ name }) => name === tokens)?.words ?? 0;
  // A label for each word: as many items as there are words.
  const fitting = columns.filter((column) => column.name !== tokens && Math.abs(column.words - words) < 1e-9);
  const byCells = named(fitting, tagsNames) ?? fitting.find(({ numberLists }) => numberLists) ?? fitting[0];
  return byCells ?? named(without(columns, [tokens]), tagsNames);
}

function textColumn(columns: readonly ColumnSummary[], taken: readonly (string | null)[]): ColumnSummary | null {
  const free = columns.filter(({ name }) => !taken.includes(name) && !idNames.test(name));
  const texts = free.filter(({ kind }) => kind === 'text');
  const strings = free.filter(({ kind }) => kind === 'text' || kind === 'label');
  const longest = [...texts].sort((a, b) => b.words - a.words);
  return named(texts, textNames) ?? longest[0] ?? named(strings, textNames) ?? strings[0] ?? named(free, textNames);
}

function targetColumn(columns: readonly ColumnSummary[], text: string | null): ColumnSummary | null {
  const texts = columns.filter(({ name, kind }) => name !== text && kind === 'text' && !idNames.test(name));
  return named(texts, targetNames);
}

const labelKinds: readonly ColumnSummary['kind'][] = ['label', 'integer', 'number', 'boolean', 'list'];

function labelColumn(columns: readonly ColumnSummary[], chosen: Chosen): ColumnSummary | null {
  const free = without(columns, [chosen.text_column, chosen.text_pair_column]);
  return labelByCells(columns, chosen) ?? named(free, plainLabelNames);
}

function labelByCells(columns: readonly ColumnSummary[], chosen: Chosen): ColumnSummary | null {
  const taken = [chosen.text_column, chosen.text_pair_column];
  const fitting = columns.filter(
    ({ name, kind }) => !taken.includes(name) && labelKinds.includes(kind) && !idNames.test(name),
  );
  const classes = fitting.find(({ classNames }) => classNames !== null);
  // Of other columns the last is taken, where labels usually stand; numbers of all kinds are no labels.
  const others = fitting.filter(({ kind, distinct, filled }) => {
    return kind === 'label' || kind === 'boolean' || (kind === 'integer' && (distinct ?? Infinity) <= filled / 4);
  });
  if (classes !== undefined) return classes;
  return named(fitting, labelNames) ?? (columns.length > 1 ? (others.at(-1) ?? null) : null);
}

function pairColumn(columns: readonly ColumnSummary[], text: string | null, label: string | null): string | null {
  const seconds = pairNames.filter(([first]) => first === text?.toLowerCase()).map(([, second]) => second);
  const found = named(
    columns.filter(({ name }) => name !== text && name !== label),
    seconds,
  );
  return found?.name ?? null;
}
