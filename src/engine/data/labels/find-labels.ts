import type { ProblemType } from '../../../common/contracts/model';
import type { LabelForm } from '../../../common/contracts/training/data-reading';
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
  /** What the labels of the files are; null where they are none of a list. */
  readonly form: LabelForm | null;
  /** What ids of the files stand for; empty in other forms. */
  readonly names: readonly string[];
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
    return { ...listless, problemType: null, labels: [], origin: null, assign: assignNothing };
  }
  const model = settings.model?.task === task ? settings.model.labels : [];
  if (problemType === 'regression') return valueLabels(given, model);
  const hot = problemType === 'multi_label_classification' ? multiHotLength(rows) : null;
  if (hot !== null) return hotLabels(hot, given, classNames, model);
  const book = labelBook({ given, model, classNames, counts: countLabels(rows) });
  const { labels, origin, form, names } = book;
  return { problemType, labels, origin, form, names, assign: assignIds(book, problemType) };
}

const listless = { form: null, names: [] } as const;

/** A value has a name only where somebody gave it one. */
function valueLabels(given: readonly string[] | null, model: readonly string[]): FoundLabels {
  const own = model.length === 1 ? model : null;
  const labels = given ?? own ?? ['LABEL_0'];
  const origin = given !== null ? 'run-file' : own !== null ? 'model' : 'data';
  return { ...listless, problemType: 'regression', labels, origin, assign: assignValue };
}

function hotLabels(
  length: number,
  given: readonly string[] | null,
  classNames: readonly string[] | null,
  model: readonly string[],
): FoundLabels {
  const found = {
    problemType: 'multi_label_classification',
    assign: assignMultiHot,
    form: 'multi-hot',
    names: [],
  } as const;
  if (given?.length === length) return { ...found, labels: given, origin: 'run-file' };
  if (model.length === length) return { ...found, labels: model, origin: 'model' };
  if (classNames?.length === length) return { ...found, labels: classNames, origin: 'class-names' };
  return { ...found, labels: Array.from({ length }, (_, id) => `LABEL_${id}`), origin: 'data' };
}
