import * as v from 'valibot';
import { indexSchema } from '../tokens';

/** What a line of "Before it starts" is about. */
export const preflightSubjects = ['memory', 'time', 'disk', 'length', 'head', 'labels', 'rows', 'device'] as const;

/** What would mend a problem: the settings that it changes. */
export const remedySchema = v.object({
  /** "Use class weights", "Show". */
  label: v.string(),
  /** Keys of the run file and their new values; empty for `showRows`. */
  settings: v.record(v.string(), v.unknown()),
  /** Opens the list of bad rows instead. */
  showsRows: v.boolean(),
});

/** One line: "Memory: 1.5 of 11.2 GB free". `error`: it would not run. */
export const preflightCheckSchema = v.object({
  subject: v.picklist(preflightSubjects),
  state: v.picklist(['ok', 'info', 'warning', 'error']),
  text: v.string(),
  remedy: v.nullable(remedySchema),
});
export type PreflightCheck = v.InferOutput<typeof preflightCheckSchema>;

/** What is known before a run starts, from one step that was really made, on the longest rows. */
export const preflightSchema = v.object({
  checks: v.array(preflightCheckSchema),
  secondsPerStep: v.number(),
  totalSteps: indexSchema,
  seconds: v.number(),
  peakBytes: indexSchema,
  diskBytes: indexSchema,
  /** Parameters that are trained, and those that start at random. */
  trainedParameters: indexSchema,
  newParameters: indexSchema,
});
export type Preflight = v.InferOutput<typeof preflightSchema>;
