import * as v from 'valibot';
import { indexSchema } from '../tokens';

/** A row of a kept run. */
export const runRowOf = { runId: indexSchema, row: indexSchema };

/** A part of an axis: `from` to `to`, exclusive. */
export const rangeSchema = v.pipe(
  v.tuple([indexSchema, indexSchema]),
  v.check(([from, to]) => from < to, 'a range ends behind its start'),
);
export type Range = v.InferOutput<typeof rangeSchema>;

/**
 * How tokens become the rows and columns of a picture. `mergeWords`: the pieces of a word are one row, the mean of theirs,
 * and one column, the sum of theirs, so that rows still sum to 1. `leaveOutSpecial`: special tokens are not shown; what is
 * left is not scaled up. Padding is never shown.
 */
export const axisOptionsSchema = v.object({ mergeWords: v.boolean(), leaveOutSpecial: v.boolean() });
export type AxisOptions = v.InferOutput<typeof axisOptionsSchema>;

/**
 * An axis of a picture: two numbers an entry, the first token that it stands for and the one behind its last, as indices
 * into the row's tokens of that sequence. What lies between two entries is left out.
 */
export const axisSchema = v.pipe(
  v.instance(Int32Array),
  v.check((pairs) => pairs.length % 2 === 0, 'an axis has two numbers an entry'),
);
export type Axis = v.InferOutput<typeof axisSchema>;
