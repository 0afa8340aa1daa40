import * as v from 'valibot';

// The settings of a fine-tuning run. Names, meanings and defaults are those of transformers.TrainingArguments 5.x
// (src/transformers/training_args.py), where it has them; the rest says what is trained on what.

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const belowOne = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
const notNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const countOrZero = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));

export const trainingTasks = [
  'text-classification',
  'token-classification',
  'text-generation',
  'text2text-generation',
  'fill-mask',
] as const;
export type TrainingTask = (typeof trainingTasks)[number];

export const schedulerTypes = [
  'linear',
  'cosine',
  'cosine_with_restarts',
  'cosine_with_min_lr',
  'polynomial',
  'inverse_sqrt',
  'constant',
  'constant_with_warmup',
] as const;
export type SchedulerType = (typeof schedulerTypes)[number];

const dataEntries = {
  /** A folder, a Hub id or `id@revision`, or `sample`. */
  model: name,
  /** True: only config.json and the tokenizer are taken, the weights start at random (`initializer_range`). */
  from_scratch: v.optional(v.boolean(), false),
  task: v.picklist(trainingTasks),
  /** Of text classification; told from the labels where it is not given. */
  problem_type: v.optional(
    v.picklist(['single_label_classification', 'multi_label_classification', 'regression'] as const),
  ),
  /** CSV, TSV, JSONL or Parquet, relative to the run file. */
  train_file: name,
  validation_file: v.optional(name),
  /** Rows (a whole number) or a share (below 1) of `train_file` that are kept for evaluation. */
  validation_size: v.optional(positive),
  /** Rows or a share of `train_file` that are trained on, as `train_test_split` of datasets has it; else all others. */
  train_size: v.optional(positive),
  text_column: v.optional(name),
  /** A second text that is read as a pair. */
  text_pair_column: v.optional(name),
  label_column: v.optional(name),
  /** Of text2text-generation: what is to be written. */
  target_column: v.optional(name),
  /** Of token classification: the column that holds a row's words, labels being in `label_column`. */
  tokens_column: v.optional(name),
  /** What separates the labels of a row where they are one string. */
  label_separator: v.optional(v.pipe(v.string(), v.minLength(1))),
  /** Labels in the order of their ids; found in the data, sorted, where it is not given. */
  labels: v.optional(v.pipe(v.array(name), v.minLength(1))),
  /** What is done with rows that cannot be used. */
  bad_rows: v.optional(v.picklist(['skip', 'fail'] as const), 'fail'),
  /** In tokens, special ones included; the model's own maximum where it is not given. */
  max_length: v.optional(v.pipe(count, v.minValue(2))),
  mlm_probability: v.optional(v.pipe(fraction, v.gtValue(0)), 0.15),
};

const trainerEntries = {
  output_dir: v.optional(name),
  learning_rate: v.optional(notNegative, 5e-5),
  num_train_epochs: v.optional(positive, 3),
  /** Steps in all, in place of epochs; -1: as many as the epochs have. */
  max_steps: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(-1)), -1),
  per_device_train_batch_size: v.optional(count, 8),
  per_device_eval_batch_size: v.optional(count, 8),
  gradient_accumulation_steps: v.optional(count, 1),
  weight_decay: v.optional(notNegative, 0),
  adam_beta1: v.optional(belowOne, 0.9),
  adam_beta2: v.optional(belowOne, 0.999),
  adam_epsilon: v.optional(positive, 1e-8),
  /** A whole number of steps, or a share below 1 of all steps, rounded up. */
  warmup_steps: v.optional(notNegative, 0),
  lr_scheduler_type: v.optional(v.picklist(schedulerTypes), 'linear'),
  lr_scheduler_kwargs: v.optional(
    v.strictObject({
      num_cycles: v.optional(positive),
      power: v.optional(positive),
      lr_end: v.optional(notNegative),
      timescale: v.optional(positive),
      min_lr: v.optional(notNegative),
      min_lr_rate: v.optional(fraction),
    }),
    {},
  ),
  /** Gradients are scaled to this norm where they are above it; 0: never. */
  max_grad_norm: v.optional(notNegative, 1),
  label_smoothing_factor: v.optional(belowOne, 0),
  train_sampling_strategy: v.optional(v.picklist(['random', 'sequential', 'group_by_length'] as const), 'random'),
  eval_strategy: v.optional(v.picklist(['no', 'steps', 'epoch'] as const), 'no'),
  eval_steps: v.optional(positive),
  save_strategy: v.optional(v.picklist(['no', 'steps', 'epoch'] as const), 'steps'),
  save_steps: v.optional(positive, 500),
  save_total_limit: v.optional(count),
  load_best_model_at_end: v.optional(v.boolean(), false),
  /** `loss`, `accuracy`, `f1`, ... with or without `eval_`. */
  metric_for_best_model: v.optional(name, 'loss'),
  greater_is_better: v.optional(v.boolean()),
  seed: v.optional(countOrZero, 42),
  early_stopping_patience: v.optional(count),
  early_stopping_threshold: v.optional(notNegative, 0),
};

/** Settings of LoRA. Names and meanings are those of peft's LoraConfig. */
export const loraEntries = {
  r: count,
  lora_alpha: positive,
  /** 0 where it is not given. */
  lora_dropout: v.optional(belowOne),
  /** Names of layers or their ends, one regular expression, or `all-linear`; without it what peft has for the architecture. */
  target_modules: v.optional(v.union([name, v.pipe(v.array(name), v.minLength(1))])),
};

const ownEntries = {
  /** `balanced`: rows / (labels x rows of the label); or one weight a label in the order of ids. */
  class_weights: v.optional(v.union([v.literal('balanced'), v.pipe(v.array(notNegative), v.minLength(1))])),
  /** The embeddings and so many of the first layers are left as they are; 0: everything is trained. */
  freeze_layers: v.optional(countOrZero, 0),
  /** Leaves the embeddings as they are. */
  freeze_embeddings: v.optional(v.boolean(), false),
  /** False turns dropout off, whatever the config says. */
  dropout: v.optional(v.boolean(), true),
  /** Small matrices beside some layers are trained in place of the weights. */
  lora: v.optional(v.strictObject(loraEntries)),
  engine: v.optional(v.picklist(['builtin', 'python', 'jobs'] as const), 'builtin'),
  device: v.optional(name, 'cpu'),
  /** Threads of one operation; 0: as many as the processor has cores. */
  threads: v.optional(countOrZero, 0),
};

/** The groups in which a form shows the settings. */
export const runFileEntries = { data: dataEntries, trainer: trainerEntries, own: ownEntries };

/** A run file (`RUN.json`), with the defaults filled in. A key that is not known is refused. */
export const runFileSchema = v.strictObject({ ...dataEntries, ...trainerEntries, ...ownEntries });

/** A run file as a person writes it: what has a default may be missing. */
export type RunFileInput = v.InferInput<typeof runFileSchema>;
export type RunFile = v.InferOutput<typeof runFileSchema>;

/** `logging_steps` of Trainer, which `eval_steps` falls back to. */
export const defaultEvalSteps = 500;
