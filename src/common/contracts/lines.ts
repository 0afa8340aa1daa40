import * as v from 'valibot';
import type { Contract } from '../rpc/contract';
import { problemTypes } from './model';
import { indexSchema } from './tokens';

/** One classified line of a document. `line` counts from 0. `label` is null and `error` set when it could not be read. */
export const lineResultSchema = v.object({
  line: indexSchema,
  text: v.string(),
  label: v.nullable(v.string()),
  /** Probability of the label, or the value for regression. */
  score: v.nullable(v.number()),
  /** One for each label of the state, in order of ids. */
  probabilities: v.array(v.number()),
  tokens: indexSchema,
  truncated: v.boolean(),
  error: v.nullable(v.string()),
});
export type LineResult = v.InferOutput<typeof lineResultSchema>;

/** What the table of Classify Each Line shows besides its rows. `stale`: the document was edited after the result. */
export const linesStateSchema = v.object({
  documentName: v.string(),
  modelId: v.string(),
  labels: v.array(v.string()),
  problemType: v.picklist(problemTypes),
  phase: v.picklist(['running', 'done', 'cancelled', 'failed']),
  total: indexSchema,
  done: indexSchema,
  stale: v.boolean(),
  error: v.nullable(v.string()),
});
export type LinesState = v.InferOutput<typeof linesStateSchema>;

export const linesViewContract = {
  requests: {},
  notifications: {
    state: linesStateSchema,
    /** More rows, in order of lines; `reset` drops those that are there. */
    rows: v.object({ reset: v.boolean(), rows: v.array(lineResultSchema) }),
  },
} as const satisfies Contract;

export const linesHostContract = {
  requests: {
    reveal: { params: v.object({ line: indexSchema }), result: v.object({}) },
    save: { params: v.object({ format: v.picklist(['csv', 'jsonl']) }), result: v.object({}) },
    cancel: { params: v.object({}), result: v.object({}) },
    runAgain: { params: v.object({}), result: v.object({}) },
  },
  notifications: { ready: v.object({}) },
} as const satisfies Contract;
