import * as v from 'valibot';
import { indexSchema } from '../tokens';
import { dataReadingSchema } from './data-reading';

// What a run leaves in its folder, which is its truth: whoever opens the window reads the state from there. Everything
// is written beside its place and renamed, metrics.jsonl alone grows by whole lines.

/** Names of the files and folders of a run. */
export const runFiles = {
  /** The run file as it was started, every setting filled in. */
  run: 'run.json',
  /** Pid and heartbeat of the process that works on the run. */
  lock: 'lock.json',
  state: 'state.json',
  data: 'data.json',
  metrics: 'metrics.jsonl',
  /** `evaluations/<step>.json`: what is too long for a line of metrics.jsonl. */
  evaluations: 'evaluations',
  /** `checkpoints/checkpoint-<step>`, as Trainer names them. */
  checkpoints: 'checkpoints',
  best: 'best',
  final: 'final',
  /** How far the weights moved, by block. */
  changes: 'changes.json',
  log: 'log.txt',
  /** Asks the process to stop after the step, with a checkpoint: it may be there before the process sees it. */
  stop: 'stop',
} as const;

/**
 * Of a run with `lora`: the folder inside `best`, `final` and each checkpoint that `PeftModel.from_pretrained` opens. The
 * model folder around it is complete without: its weights have the matrices in them.
 */
export const adapterFolder = 'adapter';

const number = v.pipe(v.number(), v.finite());
/** JSON has no NaN: a loss that is not finite is null, and the run has stopped. */
const measured = v.nullable(number);

/** A line of metrics.jsonl for an optimizer step. Steps count from 1. */
export const stepLineSchema = v.object({
  step: indexSchema,
  epoch: number,
  loss: measured,
  /** Before clipping. */
  grad_norm: measured,
  /** As used in this step. */
  learning_rate: number,
});
export type StepLine = v.InferOutput<typeof stepLineSchema>;

/**
 * A line of metrics.jsonl for an evaluation, by what the task has. Besides `eval_loss`:
 * - one label a row: `eval_accuracy`; `eval_precision`, `eval_recall` and `eval_f1`, each label counting alike (macro), and
 *   the same with `_weighted` and `_micro`
 * - several labels: the same; `eval_accuracy` counts rows with all labels right
 * - regression: `eval_mse`, `eval_mae`, `eval_pearson`, `eval_r2`
 * - token classification: `eval_accuracy` of tokens; precision, recall and F1 of whole entities where labels say where they
 *   begin (`B-`), else macro over tokens
 * - language models: `eval_perplexity`, and `eval_accuracy` of the tokens that are asked for
 */
export const evaluationLineSchema = v.objectWithRest(
  { step: indexSchema, epoch: number, eval_loss: measured },
  v.nullable(number),
);
export type EvaluationLine = v.InferOutput<typeof evaluationLineSchema>;

/** A line of metrics.jsonl. A run that was resumed goes on behind the last step that its checkpoint has. */
export const metricsLineSchema = v.union([stepLineSchema, evaluationLineSchema]);
export type MetricsLine = StepLine | EvaluationLine;

export const lockSchema = v.object({
  pid: indexSchema,
  host: v.string(),
  /** When the process started, and when it last said that it is there: milliseconds since 1970. */
  started: indexSchema,
  heartbeat: indexSchema,
});
export type RunLock = v.InferOutput<typeof lockSchema>;

/** A lock is over when its heartbeat is older than this. */
export const lockExpiresMs = 30_000;

/**
 * `preparing` until the first step; `stopped` can be resumed; `failed` says why. A state that says `running` where no lock
 * is alive is a run that was killed: it can be resumed from its last checkpoint.
 */
export const runPhases = [
  'preparing',
  'running',
  'evaluating',
  'saving',
  'stopping',
  'stopped',
  'finished',
  'failed',
] as const;

export const runStateSchema = v.object({
  phase: v.picklist(runPhases),
  /** What is being done, in words: "Downloading the model", "Epoch 2 of 3". */
  message: v.string(),
  /** Optimizer steps done. */
  step: indexSchema,
  /** Null until the data was read. */
  totalSteps: v.nullable(indexSchema),
  epoch: number,
  totalEpochs: v.nullable(number),
  /** Milliseconds since 1970; null while it is not over. */
  started: indexSchema,
  ended: v.nullable(indexSchema),
  updated: indexSchema,
  secondsPerStep: v.nullable(number),
  /** Evaluations and checkpoints included. */
  secondsLeft: v.nullable(number),
  /** Where the last checkpoint stands; null without one. */
  checkpointStep: v.nullable(indexSchema),
  /** `metric` is a key of an evaluation line. `path` is relative to the run folder. */
  best: v.nullable(v.object({ step: indexSchema, metric: v.string(), value: number, path: v.nullable(v.string()) })),
  /** The evaluation stopped getting better. */
  stoppedEarly: v.boolean(),
  error: v.nullable(v.object({ message: v.string(), help: v.nullable(v.string()) })),
  /** The device that really runs. */
  device: v.nullable(v.string()),
  /** The most bytes of memory that the process had. */
  peakBytes: v.nullable(indexSchema),
});
export type RunState = v.InferOutput<typeof runStateSchema>;

/** The state of a run of which nothing is known yet. @param started milliseconds since 1970 */
export function firstRunState(started: number): RunState {
  return {
    phase: 'preparing',
    message: 'Starting',
    step: 0,
    totalSteps: null,
    epoch: 0,
    totalEpochs: null,
    started,
    ended: null,
    updated: started,
    secondsPerStep: null,
    secondsLeft: null,
    checkpointStep: null,
    best: null,
    stoppedEarly: false,
    error: null,
    device: null,
    peakBytes: null,
  };
}

/** A row that could not be used. `line` counts from 1 in the file (of Parquet: rows). */
export const badRowSchema = v.object({
  file: v.string(),
  line: indexSchema,
  reason: v.picklist(['empty-text', 'empty-label', 'unknown-label', 'wrong-type', 'broken-encoding', 'wrong-columns']),
  /** What stands there, shortened. */
  found: v.string(),
});
export type BadRow = v.InferOutput<typeof badRowSchema>;

/** What was found in the data: shown before a run, and kept with it. */
export const dataReportSchema = v.object({
  files: v.array(v.object({ path: v.string(), rows: indexSchema })),
  trainRows: indexSchema,
  validationRows: indexSchema,
  /** The first of them; `badRowCount` counts all. */
  badRows: v.pipe(v.array(badRowSchema), v.maxLength(100)),
  badRowCount: indexSchema,
  /** In the order of ids; empty for tasks without labels. Counts are of training rows (of tokens for token classification). */
  labels: v.array(v.object({ label: v.string(), count: indexSchema })),
  /** Tokens a row before the cut. */
  lengths: v.object({
    max: indexSchema,
    mean: number,
    /** Rows of `width` lengths each, from 1 on. */
    bins: v.array(indexSchema),
    width: indexSchema,
    /** Rows that are longer than `maxLength`. */
    cut: indexSchema,
    maxLength: indexSchema,
  }),
  /** Missing in runs of versions that did not write it. */
  reading: v.optional(dataReadingSchema),
});
export type DataReport = v.InferOutput<typeof dataReportSchema>;

/** Rows that the model was most sure of and wrong about, the surest first. */
export const mistakeSchema = v.object({
  file: v.string(),
  /** Counts from 1. */
  line: indexSchema,
  text: v.string(),
  label: v.string(),
  predicted: v.string(),
  probability: number,
});
export type Mistake = v.InferOutput<typeof mistakeSchema>;

/** `evaluations/<step>.json` */
export const evaluationSchema = v.object({
  step: indexSchema,
  epoch: number,
  /** As in the line of metrics.jsonl. */
  metrics: v.record(v.string(), v.nullable(number)),
  labels: v.array(v.object({ label: v.string(), precision: number, recall: number, f1: number, support: indexSchema })),
  /** `confusion[true][predicted]` counts rows (of token classification: tokens); null where a row has several labels or none. */
  confusion: v.nullable(v.array(v.array(indexSchema))),
  mistakes: v.pipe(v.array(mistakeSchema), v.maxLength(200)),
  mistakeCount: indexSchema,
});
export type Evaluation = v.InferOutput<typeof evaluationSchema>;

/** `changes.json`: by block, |tuned - base| / |base| over all its weights (Frobenius norms), new heads left out. */
export const changesSchema = v.array(
  v.object({
    /** `embeddings`, `layer 0`, `encoder layer 0`, `head`, ... */
    block: v.string(),
    change: number,
    /** The same for each tensor of the block. */
    tensors: v.array(v.object({ name: v.string(), change: number })),
  }),
);
export type WeightChanges = v.InferOutput<typeof changesSchema>;
