import type { RawRow } from './raw-row';

/** A row whose labels are ids: one, an id a word, or float32 [labels]; null for tasks without labels. */
export interface LabelledRow extends Omit<RawRow, 'label'> {
  readonly label: number | Int32Array | Float32Array | null;
}
