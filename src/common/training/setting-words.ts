import { t } from '@vscode/l10n';
import type { loraEntries, RunFile } from '../contracts/training/run-file';

/** One line for each key of a run file: for the form, and for the editor of run files. A function, because translations arrive late. */
export function settingWords(): Readonly<Record<keyof RunFile, string>> {
  return { ...dataWords(), ...stepWords(), ...watchWords(), ...ownWords() };
}

/** One line for each key of `lora`. */
export function loraWords(): Readonly<Record<keyof typeof loraEntries, string>> {
  return {
    r: t('rank: the smaller side of the matrices'),
    lora_alpha: t('what they add counts lora_alpha / r times'),
    lora_dropout: t('share of what they read that is dropped'),
    target_modules: t('layers that get them: ends of names, a pattern, or all-linear'),
  };
}

function dataWords() {
  return {
    model: t('the model that is trained: a folder, a Hub id, or sample'),
    from_scratch: t('weights start at random'),
    task: t('what the model learns to do'),
    problem_type: t('how labels are read; told from the data'),
    train_file: t('CSV, TSV, JSONL or Parquet, relative to the run file'),
    validation_file: t('rows that are only evaluated'),
    validation_size: t('rows, or a share below 1, kept for evaluation'),
    train_size: t('rows, or a share below 1, to train on; else all others'),
    text_column: t('the column with the text'),
    text_pair_column: t('a second text, read as a pair'),
    label_column: t('the column with the label'),
    target_column: t('the column with what is to be written'),
    tokens_column: t('the column with the words of a row'),
    label_separator: t('what parts several labels of a row'),
    labels: t('labels in the order of their ids'),
    bad_rows: t('what is done with rows that cannot be used'),
    max_length: t('longer rows are cut here'),
    mlm_probability: t('share of tokens that are masked'),
    output_dir: t('where the run is kept'),
  };
}

function stepWords() {
  return {
    learning_rate: t('step size at its highest'),
    num_train_epochs: t('times through the rows'),
    max_steps: t('steps in all, in place of epochs; −1: as many as these have'),
    per_device_train_batch_size: t('rows in a step'),
    per_device_eval_batch_size: t('rows at a time when evaluating'),
    gradient_accumulation_steps: t('batches that make one step'),
    weight_decay: t('pull of weights to zero'),
    adam_beta1: t('how long gradients are remembered'),
    adam_beta2: t('how long squares of gradients are remembered'),
    adam_epsilon: t('keeps the division of AdamW from zero'),
    warmup_steps: t('steps until it is at its highest, or a share'),
    lr_scheduler_type: t('how the step size falls'),
    lr_scheduler_kwargs: t('settings of the schedule'),
    max_grad_norm: t('longer gradients are shortened to this'),
    label_smoothing_factor: t('share of certainty given to other labels'),
    train_sampling_strategy: t('in which order rows are read'),
    seed: t('same seed, same run'),
  };
}

function watchWords() {
  return {
    eval_strategy: t('when the model is tested'),
    eval_steps: t('steps between evaluations, or a share below 1'),
    save_strategy: t('when to keep a checkpoint'),
    save_steps: t('steps between checkpoints, or a share below 1'),
    save_total_limit: t('checkpoints that are kept'),
    load_best_model_at_end: t('the best checkpoint is the result'),
    metric_for_best_model: t('what makes a checkpoint the best'),
    greater_is_better: t('whether more of it is better'),
    early_stopping_patience: t('ends after so many tests without progress'),
    early_stopping_threshold: t('what counts as better, at least'),
  };
}

function ownWords() {
  return {
    class_weights: t('balanced: rare labels count more'),
    freeze_layers: t('first layers that are left as they are'),
    freeze_embeddings: t('embeddings are left as they are'),
    dropout: t('off: nothing is dropped, whatever the config says'),
    lora: t('small matrices are trained in place of the weights'),
    engine: t('what trains: built in, Python, or jobs of the Hub'),
    device: t('where it trains'),
    threads: t('threads of one operation; 0: one a core'),
  };
}
