import type { LabelForm } from '../../../common/contracts/training/data-reading';
import { isInteger } from '../columns/summarise-columns';
import type { LabelOrigin } from '../training-data';
import { likelyTypos } from './likely-typos';

/** The labels of a task and how a file's own become ids. */
export interface LabelBook {
  /** In the order of ids. */
  readonly labels: readonly string[];
  readonly origin: LabelOrigin;
  /** What the labels of the files are. */
  readonly form: LabelForm;
  /** What ids of the files stand for; empty in other forms. */
  readonly names: readonly string[];
  /** Null for a label that is none of them. */
  readonly idOf: (found: string) => number | null;
}

export interface LabelSources {
  /** Of the run file; null where it says nothing. */
  readonly given: readonly string[] | null;
  /** Of a head of the model that serves the task; empty where it has none. */
  readonly model: readonly string[];
  /** Names that the file gives to numbers; null where it gives none. */
  readonly classNames: readonly string[] | null;
  /** Labels of the rows, and how often they occur. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * The labels in the order of ids: those of the run file; else the model's own where the data's are among them; else the
 * names of the file's classes; else what is found, numbers by value and words by code unit. Whole numbers are ids where
 * names are known and all numbers have one. Likely slips of the pen are no labels, unless the run file lists them.
 */
export function labelBook({ given, model, classNames, counts: found }: LabelSources): LabelBook {
  if (given !== null) return bookOf(given, 'run-file', found, classNames);
  const typos = likelyTypos(found);
  const counts = new Map([...found].filter(([label]) => !typos.has(label)));
  const named = namesOf(counts, classNames);
  if (model.length > 0 && named.every((label) => model.includes(label))) {
    return bookOf(model, 'model', counts, classNames);
  }
  if (classNames !== null && areIds(counts, classNames.length)) return bookOf(classNames, 'class-names', counts, null);
  if (model.length > 0 && areIds(counts, model.length)) return bookOf(model, 'model', counts, null);
  return bookOfData(counts);
}

/** The labels of the data by name, as far as names are known. */
function namesOf(counts: ReadonlyMap<string, number>, classNames: readonly string[] | null): string[] {
  const found = [...counts.keys()];
  if (classNames === null || !areIds(counts, classNames.length)) return found;
  return found.map((label) => classNames[Number(label)] ?? label);
}

function areIds(counts: ReadonlyMap<string, number>, length: number): boolean {
  return [...counts.keys()].every((label) => isInteger(label) && Number(label) >= 0 && Number(label) < length);
}

/** Names stand for themselves; numbers that are no names for the names of the file's classes, or for ids. */
function bookOf(
  labels: readonly string[],
  origin: LabelOrigin,
  counts: ReadonlyMap<string, number>,
  classNames: readonly string[] | null,
): LabelBook {
  const ids = new Map(labels.map((label, id) => [label, id]));
  const byName = (found: string) => ids.get(found) ?? null;
  if ([...counts.keys()].some((label) => ids.has(label)))
    return { labels, origin, form: 'names', names: [], idOf: byName };
  const names = classNames ?? labels;
  const byNumber = (found: string) => (isInteger(found) ? byName(names[Number(found)] ?? '') : byName(found));
  return { labels, origin, form: 'ids', names, idOf: byNumber };
}

function bookOfData(counts: ReadonlyMap<string, number>): LabelBook {
  const found = [...counts.keys()];
  const areNumbers = found.every(isInteger);
  const name = (label: string) => (areNumbers && isInteger(label) ? String(Number(label)) : label);
  const labels = [...new Set(found.map(name))];
  if (areNumbers) labels.sort((a, b) => Number(a) - Number(b));
  else labels.sort();
  const ids = new Map(labels.map((label, id) => [label, id]));
  const form = areNumbers ? 'numbers' : 'names';
  return { labels, origin: 'data', form, names: [], idOf: (label) => ids.get(name(label)) ?? null };
}
