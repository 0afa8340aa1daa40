import * as v from 'valibot';
import { modelKinds, problemTypes } from '../model';
import { indexSchema } from '../tokens';

const column = v.nullable(v.string());

/** What labels are in the files: see `labelBook`. */
export const labelForms = [
  /** Names of labels. */
  'names',
  /** Whole numbers, each a label: `3.0` is `3`. */
  'numbers',
  /** Whole numbers that stand for `labelNames`. */
  'ids',
  /** A row has a 0 or 1 for each label. */
  'multi-hot',
] as const;

/**
 * How the files of a run were read, in full, so that another program can read the same rows: what the run file says, and
 * what was told from the data and the model.
 */
export const dataReadingSchema = v.object({
  text_column: column,
  text_pair_column: column,
  label_column: column,
  target_column: column,
  tokens_column: column,
  label_separator: column,
  /** Of text classification. */
  problem_type: v.nullable(v.picklist(problemTypes)),
  /** Of each file; null where it has none. */
  delimiters: v.array(column),
  /** Null for tasks without labels, and for values. */
  labelForm: v.nullable(v.picklist(labelForms)),
  /** What the ids of the files stand for; empty in other forms. */
  labelNames: v.array(v.string()),
  /** Of the model that reads the rows; null where none was chosen. */
  model: v.nullable(
    v.object({
      kind: v.nullable(v.picklist(modelKinds)),
      /** The token that text-generation puts behind a text. */
      endTokenId: v.nullable(indexSchema),
    }),
  ),
});
export type DataReading = v.InferOutput<typeof dataReadingSchema>;
export type LabelForm = (typeof labelForms)[number];
