import * as v from 'valibot';
import { runFileEntries, type RunFileInput } from '../../../common/contracts/training/run-file';

/** What a first course on fine-tuning uses, where it is other than the defaults of `TrainingArguments`. */
export const courseDefaults = {
  validation_size: 0.2,
  num_train_epochs: 3,
  learning_rate: 2e-5,
  weight_decay: 0.01,
  per_device_train_batch_size: 16,
  per_device_eval_batch_size: 16,
  eval_strategy: 'epoch',
  save_strategy: 'epoch',
  load_best_model_at_end: true,
  early_stopping_patience: 2,
  seed: 42,
} as const satisfies Partial<RunFileInput>;

/** With LoRA: what is small and starts at zero takes larger steps. */
export const loraDefaults = { learning_rate: 2e-4 } as const satisfies Partial<RunFileInput>;

const entries = { ...runFileEntries.data, ...runFileEntries.trainer, ...runFileEntries.own };

/** The value of every key that has one by default: the course's, else that of `TrainingArguments`. */
export function formDefaults(): Record<string, unknown> {
  const defaults = Object.entries(entries).flatMap(([key, entry]) => {
    const value: unknown = v.getDefault(entry);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(defaults), ...courseDefaults };
}
