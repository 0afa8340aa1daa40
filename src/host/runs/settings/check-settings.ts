import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { runFileSchema, type RunFile } from '../../../common/contracts/training/run-file';
import { problemWords } from './problem-words';

/** Settings that were looked at: the run file where nothing is wrong, else what is wrong, by key. */
export interface CheckedSettings {
  readonly run: RunFile | null;
  readonly problems: Readonly<Record<string, string>>;
}

/** Checks settings against the schema of run files, and against each other as `Trainer` does. */
export function checkSettings(settings: Readonly<Record<string, unknown>>): CheckedSettings {
  const { success, output, issues } = v.safeParse(runFileSchema, settings);
  if (!success) return { run: null, problems: problemsOf(issues) };
  const problems = contradictions(output);
  return { run: Object.keys(problems).length === 0 ? output : null, problems };
}

function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const issue of issues) {
    const first = issue.path?.[0]?.key;
    const key = typeof first === 'string' ? first : '';
    problems[key] ??= problemWords(issue);
  }
  return problems;
}

/** What `Trainer` and its EarlyStoppingCallback refuse (training_args.py and trainer_callback.py of transformers 5). */
function contradictions(run: RunFile): Record<string, string> {
  const problems: Record<string, string> = {};
  const evaluates = run.eval_strategy !== 'no';
  if (evaluates && run.validation_file === undefined && run.validation_size === undefined) {
    problems['validation_size'] = t('is needed to evaluate; or set eval_strategy to no');
  }
  if (run.load_best_model_at_end && run.eval_strategy !== run.save_strategy) {
    problems['save_strategy'] = t('is that of eval_strategy where the best model is loaded');
  }
  if (run.load_best_model_at_end && !evaluates) {
    problems['load_best_model_at_end'] = t('needs evaluations to tell which is best');
  }
  if (run.early_stopping_patience !== undefined && !run.load_best_model_at_end) {
    problems['early_stopping_patience'] = t('needs load_best_model_at_end');
  }
  if (run.eval_strategy === 'steps' && run.eval_steps === undefined) {
    problems['eval_steps'] = t('is needed where eval_strategy is steps');
  }
  if (run.validation_file === undefined && run.validation_size !== undefined) {
    if (run.validation_size >= 1 && !Number.isInteger(run.validation_size)) {
      problems['validation_size'] = t('is a share below 1 or a whole number of rows');
    }
  }
  return problems;
}
