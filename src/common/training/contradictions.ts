import { t } from '@vscode/l10n';
import { defaultEvalSteps, type RunFile } from '../contracts/training/run-file';

/** Settings that do not go together. */
export interface Contradiction {
  /** The setting that is to be changed. */
  readonly key: keyof RunFile;
  /** What is wrong with it: a sentence without its beginning, which is the key, and its full stop. */
  readonly words: string;
  /** What mends it: a sentence. */
  readonly help: string;
}

/** Where a polynomial schedule ends (`get_polynomial_decay_schedule_with_warmup`). */
const polynomialEnd = 1e-7;

/**
 * Settings that do not go together: as `TrainingArguments.__post_init__` and `EarlyStoppingCallback` of transformers 5 refuse
 * them, and what data and LoRA need. As there, `eval_steps` has a default, and patience needs no best model to be loaded.
 */
export function contradictions(run: RunFile): Contradiction[] {
  return [
    ...ofEngine(run),
    ...ofLora(run),
    ...ofEvaluations(run),
    ...ofBest(run),
    ...ofSteps(run),
    ...ofSchedule(run),
    ...ofData(run),
  ];
}

/** Run files may be made for others. */
function ofEngine({ engine }: RunFile): Contradiction[] {
  const other: Contradiction = {
    key: 'engine',
    words: t('is {0}, which does not train here', engine),
    help: t('Leave it out to train with the engine that is built in, or export the run as a script.'),
  };
  return engine === 'builtin' ? [] : [other];
}

/** LoRA leaves the weights as they are: there must be some, and nothing else to leave. */
function ofLora({ lora, from_scratch, freeze_layers }: RunFile): Contradiction[] {
  if (lora === undefined) return [];
  const scratch: Contradiction = {
    key: 'lora',
    words: t('leaves the weights as they are, but from_scratch starts them at random'),
    help: t('Leave one of them out.'),
  };
  const frozen: Contradiction = {
    key: 'freeze_layers',
    words: t('has none to freeze: with lora the weights of all layers stay as they are'),
    help: t('Leave freeze_layers out, and name the layers in target_modules of lora.'),
  };
  return [...(from_scratch ? [scratch] : []), ...(freeze_layers > 0 ? [frozen] : [])];
}

function ofEvaluations(run: RunFile): Contradiction[] {
  const { eval_strategy: strategy, early_stopping_patience: patience } = run;
  const hasRows = run.validation_file !== undefined || run.validation_size !== undefined;
  const noRows: Contradiction = {
    key: 'eval_strategy',
    words: t('is {0}, but there are no rows to evaluate on', strategy),
    help: t('Give validation_file or validation_size, or set it to no.'),
  };
  const noEvaluations: Contradiction = {
    key: 'early_stopping_patience',
    words: t('needs evaluations'),
    help: t('Set eval_strategy to epoch or steps.'),
  };
  return [
    ...(strategy !== 'no' && !hasRows ? [noRows] : []),
    ...(strategy === 'no' && patience !== undefined ? [noEvaluations] : []),
  ];
}

function ofBest(run: RunFile): Contradiction[] {
  const { eval_strategy, save_strategy, eval_steps = defaultEvalSteps, save_steps } = run;
  if (!run.load_best_model_at_end) return [];
  if (eval_strategy === 'no') {
    const words = t('needs evaluations to tell which is best');
    return [{ key: 'load_best_model_at_end', words, help: t('Set eval_strategy to epoch or steps.') }];
  }
  if (eval_strategy !== save_strategy) {
    const words = t(
      'is {0}, but eval_strategy is {1}: the best model is one of the checkpoints',
      save_strategy,
      eval_strategy,
    );
    return [{ key: 'save_strategy', words, help: t('Set both to epoch, or both to steps.') }];
  }
  if (eval_strategy === 'epoch' || isMultiple(save_steps, eval_steps)) return [];
  const words = t(
    'is {0}, which is no multiple of eval_steps, {1}: the best model is one of the checkpoints',
    save_steps,
    eval_steps,
  );
  return [{ key: 'save_steps', words, help: t('Set it to the same number.') }];
}

/** Shares of all steps are compared as whole numbers, which is what Trainer does. */
function isMultiple(value: number, of: number): boolean {
  if (value < 1 !== of < 1) return false;
  const large = 1_000_000;
  return value < 1 ? Math.round(value * large) % Math.round(of * large) === 0 : value % of === 0;
}

function ofSteps(run: RunFile): Contradiction[] {
  const whole = ['eval_steps', 'save_steps', 'warmup_steps', 'validation_size', 'train_size'] as const;
  return whole.flatMap((key) => {
    const value = run[key];
    if (value === undefined || value < 1 || Number.isInteger(value)) return [];
    return [{ key, words: t('is {0}', value), help: t('It is a whole number, or a share below 1.') }];
  });
}

function ofSchedule(run: RunFile): Contradiction[] {
  const { lr_scheduler_type: type, lr_scheduler_kwargs: options, learning_rate: rate } = run;
  const key = 'lr_scheduler_kwargs';
  const end = options.lr_end ?? polynomialEnd;
  if (type === 'polynomial' && rate <= end) {
    const words = t('has lr_end {0}, which is not below learning_rate', end);
    return [{ key, words, help: t('Lower lr_end.') }];
  }
  if (type === 'cosine_with_min_lr' && (options.min_lr === undefined) === (options.min_lr_rate === undefined)) {
    const words = t('needs one of min_lr and min_lr_rate for cosine_with_min_lr');
    return [{ key, words, help: t('Give one of them, such as {0}.', '{"min_lr_rate": 0.1}') }];
  }
  return [];
}

function ofData(run: RunFile): Contradiction[] {
  const { task } = run;
  const classifies = task === 'text-classification' || task === 'token-classification';
  const only = (key: keyof RunFile, of: string): Contradiction => {
    return { key, words: t('is of {0}, but the task is {1}', of, task), help: t('Leave it out.') };
  };
  const both: Contradiction = {
    key: 'validation_size',
    words: t('is given, and so is validation_file'),
    help: t('Leave one of them out.'),
  };
  return [
    ...(run.problem_type !== undefined && task !== 'text-classification'
      ? [only('problem_type', 'text-classification')]
      : []),
    ...(run.target_column !== undefined && task !== 'text2text-generation'
      ? [only('target_column', 'text2text-generation')]
      : []),
    ...(run.tokens_column !== undefined && task !== 'token-classification'
      ? [only('tokens_column', 'token-classification')]
      : []),
    ...(run.class_weights !== undefined && !classifies ? [only('class_weights', 'classification')] : []),
    ...(run.validation_file !== undefined && run.validation_size !== undefined ? [both] : []),
  ];
}
