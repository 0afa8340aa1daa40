import type { ProblemType } from '../../../common/contracts/model';
import type { TrainingTask } from '../../../common/contracts/training/run-file';
import type { Collector } from './collector';
import { nextWordsCollector } from './next-words';
import { numbersCollector } from './numbers';
import { oneLabelCollector } from './one-label';
import { severalLabelsCollector } from './several-labels';
import { tokensCollector } from './tokens';

/** What is measured. */
export interface Measured {
  readonly task: TrainingTask;
  /** Of text classification. */
  readonly problemType: ProblemType | null;
  /** In the order of ids. */
  readonly labels: readonly string[];
}

/** What collects the findings of a task. */
export function collectorFor({ task, problemType, labels }: Measured): Collector {
  switch (task) {
    case 'text-classification':
      if (problemType === 'regression') return numbersCollector(Math.max(1, labels.length));
      return problemType === 'multi_label_classification' ? severalLabelsCollector(labels) : oneLabelCollector(labels);
    case 'token-classification':
      return tokensCollector(labels);
    case 'text-generation':
      return nextWordsCollector(1);
    case 'text2text-generation':
    case 'fill-mask':
      return nextWordsCollector(0);
  }
}

const scores = ['precision', 'recall', 'f1'];
const averages = scores.flatMap((name) => [name, `${name}_weighted`, `${name}_micro`]);

/** The names of what an evaluation of a task measures, without `eval_`, so that a wrong one is known before a run. */
export function metricNames({ task, problemType }: Omit<Measured, 'labels'>): string[] {
  if (task === 'text-classification' && problemType === 'regression') return ['loss', 'mse', 'mae', 'pearson', 'r2'];
  if (task === 'text-classification') return ['loss', 'accuracy', ...averages];
  if (task === 'token-classification') return ['loss', 'accuracy', ...scores];
  return ['loss', 'accuracy', 'perplexity'];
}
