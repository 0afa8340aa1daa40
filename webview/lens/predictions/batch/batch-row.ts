import type { LensState } from '../../../../src/common/contracts/lens';
import type { Classification, Run } from '../../../../src/common/contracts/run';
import { summarize, threshold, type RowSummary } from '../ranking';

/** One row of a batch, as its table shows it. */
export interface BatchRow {
  readonly index: number;
  readonly text: string;
  /** Real tokens, padding not counted. */
  readonly tokens: number;
  readonly probabilities: Float32Array;
  readonly summary: RowSummary | null;
  /** How many labels are over the threshold. */
  readonly said: number;
}

/** The rows of a run; windows of one text carry its excerpt and their own number, from 1. */
export function batchRows(run: Run, prediction: Classification, source: LensState['source']): BatchRow[] {
  return run.rows.map((row, index) => {
    const probabilities = prediction.rows[index]?.probabilities ?? new Float32Array();
    const excerpt = source?.excerpts[row.input] ?? '';
    const windowed = row.window > 0 || run.rows[index + 1]?.window === 1;
    return {
      index,
      text: windowed ? `${excerpt} [${row.window + 1}]` : excerpt,
      tokens: row.length,
      probabilities,
      summary: summarize(prediction, index),
      said: probabilities.reduce((count, probability) => count + (probability > threshold ? 1 : 0), 0),
    };
  });
}
