import { t } from '@vscode/l10n';
import type { LensState } from '../../../../src/common/contracts/lens';
import type { Classification, Run, RunRow } from '../../../../src/common/contracts/run';
import { summarize, threshold, type RowSummary } from '../ranking';

/** Characters of a window's beginning; the table cuts what does not fit. */
const excerptLength = 100;

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

/** What a row reads, in short: the excerpt of its text, or for a window of a longer text its number and beginning. */
export function rowText(run: Run, index: number, source: LensState['source']): string {
  const row = run.rows[index];
  if (row === undefined) return '';
  const windows = (run.rows.findLast(({ input }) => input === row.input)?.window ?? 0) + 1;
  if (windows === 1) return source?.excerpts[row.input] ?? '';
  return t('Window {0} of {1}: {2}', row.window + 1, windows, beginningOf(row));
}

/** The text of a row's first tokens, with a space where the source has something between them. */
function beginningOf({ tokens }: RunRow): string {
  let [text, end] = ['', 0];
  for (const token of tokens) {
    if (token.start === null || token.end === null || text.length > excerptLength) continue;
    text += text !== '' && token.start > end ? ` ${token.text}` : token.text;
    end = token.end;
  }
  return text;
}

/** The rows of a run. */
export function batchRows(run: Run, prediction: Classification, source: LensState['source']): BatchRow[] {
  return run.rows.map((row, index) => {
    const probabilities = prediction.rows[index]?.probabilities ?? new Float32Array();
    return {
      index,
      text: rowText(run, index, source),
      tokens: row.length,
      probabilities,
      summary: summarize(prediction, index),
      said: probabilities.reduce((count, probability) => count + (probability > threshold ? 1 : 0), 0),
    };
  });
}
