/** How much memory the inside of a model may take. */
export interface InternalsLimits {
  /** Of one row whose layers are all kept, and of all kept rows together. */
  readonly keptBytes: number;
  /** Of the hidden states of a row whose layers are computed one at a time. */
  readonly hiddenBytes: number;
  /** Of everything that computing one layer takes at its peak. */
  readonly layerBytes: number;
  /** Of a batch that is kept whole, so that every row can be looked at at once. */
  readonly batchBytes: number;
}

const mostKept = 1e9;
const mostBatch = 256e6;

/** Limits by the memory that is free. */
export function limitsFor(freeBytes: number): InternalsLimits {
  const keptBytes = Math.min(mostKept, freeBytes / 4);
  return { keptBytes, hiddenBytes: keptBytes, layerBytes: freeBytes / 2, batchBytes: Math.min(mostBatch, keptBytes) };
}
