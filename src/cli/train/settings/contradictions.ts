import type { RunFile } from '../../../common/contracts/training/run-file';

export interface Contradiction {
  readonly message: string;
  readonly help: string;
}

/** Settings that do not go together, as `TrainingArguments.__post_init__` refuses them, and what the data needs. */
export function contradictions(run: RunFile): Contradiction[] {
  return [...ofEngine(run), ...ofLora(run), ...ofEvaluations(run), ...ofSteps(run), ...ofData(run)];
}

function ofEngine({ engine }: RunFile): Contradiction[] {
  if (engine === 'builtin') return [];
  return [
    {
      message: `The engine "${engine}" is not run by this command.`,
      help: 'Leave engine out to train with the engine that is built in.',
    },
  ];
}

/** LoRA leaves the weights as they are: there must be some, and nothing else to leave. */
function ofLora({ lora, from_scratch, freeze_layers }: RunFile): Contradiction[] {
  if (lora === undefined) return [];
  const found: Contradiction[] = [];
  if (from_scratch) {
    found.push({
      message: 'With lora the weights stay as they are, but from_scratch starts them at random.',
      help: 'Leave one of them out.',
    });
  }
  if (freeze_layers > 0) {
    found.push({
      message: 'With lora the weights of all layers stay as they are: freeze_layers has none to freeze.',
      help: 'Leave freeze_layers out, and name the layers in target_modules of lora.',
    });
  }
  return found;
}

function ofEvaluations(run: RunFile): Contradiction[] {
  const { eval_strategy, save_strategy, eval_steps = 500, save_steps } = run;
  const found: Contradiction[] = [];
  if (eval_strategy !== 'no' && run.validation_file === undefined && run.validation_size === undefined) {
    found.push({
      message: `eval_strategy is ${eval_strategy}, but there are no rows to evaluate on.`,
      help: 'Give validation_file or validation_size.',
    });
  }
  if (run.early_stopping_patience !== undefined && eval_strategy === 'no') {
    found.push({ message: 'early_stopping_patience needs evaluations.', help: 'Set eval_strategy to epoch or steps.' });
  }
  if (!run.load_best_model_at_end) return found;
  if (eval_strategy === 'no' || eval_strategy !== save_strategy) {
    found.push({
      message: `load_best_model_at_end needs evaluations and checkpoints at the same steps, but eval_strategy is ${eval_strategy} and save_strategy ${save_strategy}.`,
      help: 'Set both to epoch, or both to steps.',
    });
  } else if (eval_strategy === 'steps' && !isMultiple(save_steps, eval_steps)) {
    found.push({
      message: `With load_best_model_at_end save_steps (${save_steps}) must be a multiple of eval_steps (${eval_steps}).`,
      help: 'Set save_steps to the same number.',
    });
  }
  return found;
}

/** Shares of all steps are compared as whole numbers, which is what Trainer does. */
function isMultiple(value: number, of: number): boolean {
  if (value < 1 !== of < 1) return false;
  const large = 1_000_000;
  return value < 1 ? Math.round(value * large) % Math.round(of * large) === 0 : value % of === 0;
}

function ofSteps(run: RunFile): Contradiction[] {
  const found: Contradiction[] = [];
  const whole = ['eval_steps', 'save_steps', 'warmup_steps', 'validation_size', 'train_size'] as const;
  for (const key of whole) {
    const value = run[key];
    if (value !== undefined && value > 1 && !Number.isInteger(value)) {
      found.push({ message: `${key} is a whole number, or a share below 1, not ${value}.`, help: 'Change it.' });
    }
  }
  const { lr_scheduler_type: type, lr_scheduler_kwargs: options, learning_rate: rate } = run;
  if (type === 'polynomial' && rate <= (options.lr_end ?? 1e-7)) {
    found.push({ message: 'lr_end of the polynomial schedule is not below learning_rate.', help: 'Lower lr_end.' });
  }
  if (type === 'cosine_with_min_lr' && (options.min_lr === undefined) === (options.min_lr_rate === undefined)) {
    found.push({
      message: 'cosine_with_min_lr needs one of min_lr and min_lr_rate in lr_scheduler_kwargs.',
      help: 'Give one of them.',
    });
  }
  return found;
}

function ofData(run: RunFile): Contradiction[] {
  const found: Contradiction[] = [];
  const needs = (key: 'problem_type' | 'target_column' | 'tokens_column', task: RunFile['task']): void => {
    if (run[key] === undefined || run.task === task) return;
    found.push({ message: `${key} is of ${task}, but the task is ${run.task}.`, help: `Leave ${key} out.` });
  };
  needs('problem_type', 'text-classification');
  needs('target_column', 'text2text-generation');
  needs('tokens_column', 'token-classification');
  if (run.class_weights !== undefined && run.task !== 'text-classification' && run.task !== 'token-classification') {
    found.push({
      message: `class_weights are of classification, but the task is ${run.task}.`,
      help: 'Leave them out.',
    });
  }
  if (run.validation_file !== undefined && run.validation_size !== undefined) {
    found.push({ message: 'Both validation_file and validation_size are given.', help: 'Leave one of them out.' });
  }
  return found;
}
