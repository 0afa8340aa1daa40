import type { ProblemType } from '../../../common/contracts/model';
import type { TrainingTask } from '../../../common/contracts/training/run-file';
import type { DataModel } from '../data-model';
import type { RawRow } from '../rows/raw-row';
import type { LabelOrigin } from '../training-data';
import { assignIds, assignMultiHot, assignNothing, assignValue, type Assign } from './assign-labels';
import { countLabels, multiHotLength } from './count-labels';
import { labelBook } from './label-book';

/** The labels of a task, and how those of a row become numbers. */
export interface FoundLabels {
  /** Of text classification; null for other tasks. */
  readonly problemType: ProblemType | null;
  /** In the order of ids; empty for tasks without labels. */
  readonly labels: readonly string[];
  readonly origin: LabelOrigin | null;
  readonly assign: Assign;
}

export interface LabelSettings {
  readonly task: TrainingTask;
  /** Null for tasks that have none. */
  readonly problemType: ProblemType | null;
  readonly labels: readonly string[] | null;
  readonly classNames: readonly string[] | null;
  readonly model: Pick<DataModel, 'task' | 'labels'> | null;
}

/** Finds the labels of a task by the rows that are trained on. */
export function findLabels(rows: readonly RawRow[], settings: LabelSettings): FoundLabels {
  const { task, problemType, labels: given, classNames } = settings;
  if (task !== 'text-classification' && task !== 'token-classification') {
    return { problemType: null, labels: [], origin: null, assign: assignNothing };
  }
  const model = settings.model?.task === task ? settings.model.labels : [];
  if (problemType === 'regression') return valueLabels(given, model);
  const hot = problemType === 'multi_label_classification' ? multiHotLength(rows) : null;
  if (hot !== null) return hotLabels(hot, given, classNames, model);
  const book = labelBook({ given, model, classNames, counts: countLabels(rows) });
  return { problemType, labels: book.labels, origin: book.origin, assign: assignIds(book, problemType) };
}

/** A value has a name only where somebody gave it one. */
function valueLabels(given: readonly string[] | null, model: readonly string[]): FoundLabels {
  const own = model.length === 1 ? model : null;
  const labels = given ?? own ?? ['LABEL_0'];
  const origin = given !== null ? 'run-file' : own !== null ? 'model' : 'data';
  return { problemType: 'regression', labels, origin, assign: assignValue };
}

function hotLabels(
  length: number,
  given: readonly string[] | null,
  classNames: readonly string[] | null,
  model: readonly string[],
): FoundLabels {
  const found = { problemType: 'multi_label_classification', assign: assignMultiHot } as const;
  if (given?.length === length) return { ...found, labels: given, origin: 'run-file' };
  if (model.length === length) return { ...found, labels: model, origin: 'model' };
  if (classNames?.length === length) return { ...found, labels: classNames, origin: 'class-names' };
  return { ...found, labels: Array.from({ length }, (_, id) => `LABEL_${id}`), origin: 'data' };
}
