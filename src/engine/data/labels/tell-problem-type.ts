import type { ProblemType } from '../../../common/contracts/model';
import { isInteger, isNumber } from '../columns/summarise-columns';
import type { DataModel } from '../data-model';
import type { RawRow } from '../rows/raw-row';

/** So many of the labels have to be numbers for the column to be one of numbers; the others are bad rows then. */
const mostly = 0.9;

/**
 * How the labels of text classification are read, where nobody says it: several a row is multi-label; numbers with
 * fractions are values to be predicted (regression), and so are all numbers for a model with one output; the rest is one
 * label a row.
 */
export function tellProblemType(rows: readonly RawRow[], model: Pick<DataModel, 'task' | 'labels'>): ProblemType {
  const labels = rows.map(({ label }) => label);
  if (labels.some((label) => Array.isArray(label))) return 'multi_label_classification';
  const numbers = labels.filter((label): label is string => typeof label === 'string' && isNumber(label));
  if (labels.length === 0 || numbers.length < labels.length * mostly) return 'single_label_classification';
  const hasOneOutput = model.task === 'text-classification' && model.labels.length === 1;
  return hasOneOutput || numbers.some((label) => !isInteger(label)) ? 'regression' : 'single_label_classification';
}
