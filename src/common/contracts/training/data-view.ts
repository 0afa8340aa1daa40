import * as v from 'valibot';
import { problemTypes } from '../model';
import { indexSchema } from '../tokens';
import { runFileSchema, trainingTasks } from './run-file';
import { badRowSchema, dataReportSchema } from './run-folder';

// What the form shows of data before a run. The engine reads the files (`previewData`), the host hands on what it found.

const entries = runFileSchema.entries;
const name = v.pipe(v.string(), v.maxLength(1000));

/** The settings of the form that say what is read; those that a person has not chosen are missing, and guessed. */
export const previewSettingsSchema = v.object({
  task: v.optional(v.picklist(trainingTasks)),
  problem_type: v.optional(v.picklist(problemTypes)),
  train_file: name,
  validation_file: v.optional(name),
  validation_size: entries.validation_size,
  train_size: entries.train_size,
  text_column: v.optional(name),
  text_pair_column: v.optional(name),
  label_column: v.optional(name),
  target_column: v.optional(name),
  tokens_column: v.optional(name),
  label_separator: v.optional(v.pipe(v.string(), v.minLength(1))),
  labels: v.optional(v.array(name)),
  max_length: entries.max_length,
  seed: entries.seed,
});
export type PreviewSettings = v.InferOutput<typeof previewSettingsSchema>;

/** What the cells of a column are, mostly: `list` is a list of words, labels or numbers. */
export const columnKinds = ['text', 'label', 'integer', 'number', 'boolean', 'list', 'empty', 'other'] as const;

export const previewColumnSchema = v.object({
  name: v.string(),
  kind: v.picklist(columnKinds),
  /** Names of the classes that the file gives to numbers (`ClassLabel` of datasets); null where it gives none. */
  classNames: v.nullable(v.array(v.string())),
  /** Different values among the rows that were looked at; null for more than 1,000. */
  distinct: v.nullable(indexSchema),
});
export type PreviewColumn = v.InferOutput<typeof previewColumnSchema>;

/** What was chosen, else guessed; null where nothing fits. Keys are those of the run file. */
export const dataGuessSchema = v.object({
  task: v.picklist(trainingTasks),
  problem_type: v.nullable(v.picklist(problemTypes)),
  text_column: v.nullable(v.string()),
  text_pair_column: v.nullable(v.string()),
  label_column: v.nullable(v.string()),
  target_column: v.nullable(v.string()),
  tokens_column: v.nullable(v.string()),
  label_separator: v.nullable(v.string()),
});
export type DataGuess = v.InferOutput<typeof dataGuessSchema>;

/** Columns of the chosen roles come as the row stands in the file, shortened. */
export const previewRowSchema = v.object({
  /** Counts from 1 in the file (of Parquet: rows). */
  line: indexSchema,
  /** In the order of `columns` of the preview. Lists are joined by spaces; an empty cell is ''. */
  cells: v.array(v.string()),
  /** Tokens before the cut, special ones included; null without a model, or where the row cannot be used. */
  tokens: v.nullable(indexSchema),
  /** Why the row cannot be used; null where it can. */
  bad: v.nullable(badRowSchema.entries.reason),
});
export type PreviewRow = v.InferOutput<typeof previewRowSchema>;

export const dataPreviewSchema = v.object({
  /** Of the training file. `delimiter` is null for files without one. */
  format: v.picklist(['csv', 'tsv', 'jsonl', 'parquet']),
  delimiter: v.nullable(v.string()),
  columns: v.array(previewColumnSchema),
  guess: dataGuessSchema,
  /** The first rows of the training file. */
  rows: v.array(previewRowSchema),
  /** True where all rows were looked at: else counts are of the first rows alone, which `report.files` counts. */
  complete: v.boolean(),
  /** What training would find; `lengths` is null without a model, and of 5,000 rows spread over the file where it has more. */
  report: v.object({ ...dataReportSchema.entries, lengths: v.nullable(dataReportSchema.entries.lengths) }),
  /** Where the labels come from: `model` is a head that knows them. Null for tasks without labels. */
  labelOrigin: v.nullable(v.picklist(['run-file', 'model', 'class-names', 'data'])),
  /** What keeps the data from being used, by the setting that mends it: a column that is not there, one class only. */
  problems: v.array(v.object({ key: v.string(), message: v.string() })),
});
export type DataPreview = v.InferOutput<typeof dataPreviewSchema>;

/** What an engine process answers about data. It needs no `open`: the process is for this alone. */
export const dataRequests = {
  /**
   * Reads the files as training would and says what is in them. Large files are read in part. Relative paths start from
   * `dataFolder`; `modelFolder` is the model on disk, null where none is chosen: then nothing is counted in tokens.
   * A newer request replaces one that still runs, which fails with `cancelled`.
   */
  previewData: {
    params: v.object({
      settings: previewSettingsSchema,
      modelFolder: v.nullable(v.string()),
      dataFolder: v.string(),
    }),
    result: dataPreviewSchema,
    /** `done` of `total` bytes or rows; `total` is null where it is not known. */
    progress: v.object({
      phase: v.picklist(['reading', 'tokenizing']),
      done: indexSchema,
      total: v.nullable(indexSchema),
      unit: v.picklist(['bytes', 'rows']),
    }),
  },
} as const;

/** What the host tells the form of its data, beside the form's state. */
export const dataViewSchema = v.object({
  /** `none`: no file is chosen. While `reading` the last preview stays, if it is of the same file. */
  phase: v.picklist(['none', 'reading', 'ready', 'failed']),
  /** What is being done, or why it failed and what to do, in words. */
  message: v.string(),
  /** 0 to 1; null where it is not known. */
  progress: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  preview: v.nullable(dataPreviewSchema),
});
export type DataView = v.InferOutput<typeof dataViewSchema>;

/** The notification of the host to the form. */
export const dataViewNotifications = { data: dataViewSchema } as const;
