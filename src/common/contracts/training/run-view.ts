import * as v from 'valibot';
import type { Contract } from '../../rpc/contract';
import { indexSchema } from '../tokens';
import { changesSchema, dataReportSchema, evaluationLineSchema, evaluationSchema, runStateSchema } from './run-folder';

/** The steps of a run as columns, which is how charts take them. NaN where a number is missing. */
export const stepColumnsSchema = v.object({
  step: v.instance(Int32Array),
  epoch: v.instance(Float32Array),
  loss: v.instance(Float32Array),
  gradNorm: v.instance(Float32Array),
  learningRate: v.instance(Float32Array),
});
export type StepColumns = v.InferOutput<typeof stepColumnsSchema>;

/** A run as the page of it, and as an overlay on another's. */
export const shownRunSchema = v.object({
  /** Unique among runs of the window. */
  key: v.string(),
  name: v.string(),
  model: v.string(),
  dataFile: v.string(),
  task: v.string(),
  state: runStateSchema,
  /** True while a process works on it: a state that says `running` without is a run that was killed. */
  alive: v.boolean(),
  evaluations: v.array(evaluationLineSchema),
});
export type ShownRun = v.InferOutput<typeof shownRunSchema>;

/** Everything that the page of a run draws besides its steps. */
export const runPageStateSchema = v.object({
  run: shownRunSchema,
  data: v.nullable(dataReportSchema),
  /** Of the checkpoint that `of` names: the best one, else the last evaluation. */
  evaluation: v.nullable(v.object({ of: v.string(), result: evaluationSchema })),
  changes: v.nullable(changesSchema),
  /** Runs that can be laid over this one, and which of them are. */
  others: v.array(v.object({ key: v.string(), name: v.string(), shown: v.boolean() })),
  actions: v.object({ stop: v.boolean(), resume: v.boolean(), openInLens: v.boolean(), compare: v.boolean() }),
});
export type RunPageState = v.InferOutput<typeof runPageStateSchema>;

/** How one of the two models reads the selection. */
const readingSchema = v.object({
  model: v.string(),
  /** By falling probability; null where the head was never trained or the task has no labels: `reason` says so. */
  labels: v.nullable(v.array(v.object({ label: v.string(), probability: v.number() }))),
  /** Of a regression: the number that it gives; null for everything else. */
  value: v.nullable(v.number()),
  reason: v.nullable(v.string()),
});

/** Base and tuned model on the same selection. */
export const comparisonSchema = v.object({
  /** Where the text is from: "feedback.md:3"; and its beginning. */
  source: v.string(),
  excerpt: v.string(),
  checkpoint: v.string(),
  stale: v.boolean(),
  base: readingSchema,
  tuned: readingSchema,
  /**
   * The mean over heads of one layer: thumbnails [height, width] as `round(255 * sqrt(weight))`, and the change from base
   * to tuned as `128 + round(127 * change / largest)`. Null where a model has no attention to show.
   */
  attention: v.nullable(
    v.object({
      layer: indexSchema,
      layers: indexSchema,
      width: indexSchema,
      height: indexSchema,
      base: v.instance(Uint8Array),
      tuned: v.instance(Uint8Array),
      change: v.instance(Uint8Array),
      largest: v.number(),
    }),
  ),
});
export type Comparison = v.InferOutput<typeof comparisonSchema>;

/** What the page keeps with `setState`, so that VS Code can open it again after a reload. */
export const runKeptSchema = v.object({
  key: v.string(),
  smoothing: v.pipe(v.number(), v.minValue(0), v.maxValue(0.99)),
  axis: v.picklist(['epochs', 'steps']),
});
export type RunKept = v.InferOutput<typeof runKeptSchema>;

export const runActions = [
  'stop',
  'resume',
  'openInLens',
  'duplicate',
  'delete',
  'showLog',
  'openFolder',
  'openRunFile',
  'exportScript',
  'copyShellCommand',
] as const;

export const runViewContract = {
  requests: {},
  notifications: {
    page: runPageStateSchema,
    /** Steps of a run, in order; `reset` drops those that are there. */
    steps: v.object({ key: v.string(), reset: v.boolean(), columns: stepColumnsSchema }),
    /** A run that is laid over this one. */
    overlay: shownRunSchema,
    comparison: v.object({
      phase: v.picklist(['none', 'running', 'ready', 'failed']),
      message: v.string(),
      result: v.nullable(comparisonSchema),
    }),
  },
} as const satisfies Contract;

export const runHostContract = {
  requests: {
    act: { params: v.object({ action: v.picklist(runActions) }), result: v.object({}) },
    overlay: { params: v.object({ key: v.string(), shown: v.boolean() }), result: v.object({}) },
    /** Opens a mistake's row in the editor and the Lens. */
    openMistake: { params: v.object({ index: indexSchema }), result: v.object({}) },
    /** Reads the selection with both models; `layer` null is the one that moved most. */
    compare: { params: v.object({ layer: v.nullable(indexSchema) }), result: v.object({}) },
    /** A chart or table to save; the host asks where. */
    save: {
      params: v.object({
        name: v.pipe(v.string(), v.maxLength(200)),
        format: v.picklist(['svg', 'png', 'csv']),
        content: v.union([v.string(), v.instance(Uint8Array)]),
      }),
      result: v.object({ saved: v.boolean() }),
    },
  },
  notifications: { ready: v.object({}) },
} as const satisfies Contract;
