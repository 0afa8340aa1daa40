import { t } from '@vscode/l10n';
import type { EvaluationLine } from '../../../../src/common/contracts/training/run-folder';

/** Keys of an evaluation line that are no measures of the model. */
const notMetrics = /^(step|epoch|eval_loss|eval_runtime|eval_.*_per_second)$/;
/** What is looked at first, by what the task has. */
const order = ['eval_accuracy', 'eval_f1', 'eval_precision', 'eval_recall', 'eval_perplexity', 'eval_mse', 'eval_mae'];

/** The metrics that evaluations have, the usual ones first. */
export function metricsOf(evaluations: readonly EvaluationLine[]): string[] {
  const keys = [...new Set(evaluations.flatMap((line) => Object.keys(line)))].filter((key) => !notMetrics.test(key));
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return keys.sort((a, b) => rank(a) - rank(b));
}

/** A metric as people read it: `accuracy`, `F1`; others by their own names. */
export function metricName(key: string): string {
  const bare = key.replace(/^eval_/, '');
  const names: Record<string, string> = {
    loss: t('loss'),
    accuracy: t('accuracy'),
    f1: 'F1',
    precision: t('precision'),
    recall: t('recall'),
    perplexity: t('perplexity'),
    mse: t('mean squared error'),
    rmse: t('root of the mean squared error'),
    mae: t('mean absolute error'),
    pearson: t('Pearson correlation'),
    r2: 'R²',
  };
  return names[bare] ?? bare.replaceAll('_', ' ').replace(/^f1\b/, 'F1');
}

/** Which metrics are shown: the chosen one, else accuracy with F1 beside it, else the first. */
export function chosenMetrics(all: readonly string[], chosen: string | null): string[] {
  const first = chosen !== null && all.includes(chosen) ? chosen : all[0];
  if (first === undefined) return [];
  return first === 'eval_accuracy' && all.includes('eval_f1') ? [first, 'eval_f1'] : [first];
}

/** A name as a heading. */
export function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
