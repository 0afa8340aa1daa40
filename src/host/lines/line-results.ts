import type { EngineContract } from '../../common/contracts/engine';
import type { LineResult } from '../../common/contracts/lines';
import type { ResultOf } from '../../common/rpc/contract';
import { argmax } from '../../common/statistics/probabilities';
import type { TextLine } from './lines-to-read';

export type ClassifyResult = ResultOf<EngineContract, 'classify'>;

/** The rows of the table for lines that were classified together: label, probability (or value), tokens. */
export function lineResults(
  lines: readonly TextLine[],
  { classification, lengths, maxLength }: ClassifyResult,
): LineResult[] {
  const { labels, problemType, rows } = classification;
  return lines.map((line, index) => {
    const probabilities = Array.from(rows[index]?.probabilities ?? []);
    const best = argmax(probabilities);
    const tokens = lengths[index] ?? 0;
    return {
      ...line,
      label: problemType === 'regression' ? null : (labels[best] ?? null),
      score: problemType === 'regression' ? (probabilities[0] ?? null) : (probabilities[best] ?? null),
      probabilities,
      tokens,
      truncated: maxLength !== null && tokens > maxLength,
      error: null,
    };
  });
}

/** The row of a line that could not be read. */
export function failedLine(line: TextLine, error: string): LineResult {
  return { ...line, label: null, score: null, probabilities: [], tokens: 0, truncated: false, error };
}
