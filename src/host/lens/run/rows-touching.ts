import type { Run, RunRow } from '../../../common/contracts/run';

/** A stretch of a text (sequence 0) or the pair (1) of an input, UTF-16 offsets. */
export interface Stretch {
  readonly input: number;
  readonly sequence: 0 | 1;
  readonly start: number;
  readonly end: number;
}

/**
 * The rows of a run that must be asked to know every token of a stretch: of a text with thousands of sliding windows
 * only the few that reach there. Of two windows that share a token the first comes first.
 */
export function rowsTouching({ rows }: Run, { input, sequence, start, end }: Stretch): number[] {
  const windows = rows.flatMap((row, index) => (row.input === input ? [{ index, from: startOf(row, sequence) }] : []));
  const ascending = windows.every(({ from }, at) => from !== null && from >= (windows[at - 1]?.from ?? 0));
  // Windows that run from the end, or hold nothing of the sequence, are all asked.
  if (!ascending) return windows.map(({ index }) => index);
  const behind = windows.findIndex(({ from }) => (from ?? 0) > start);
  const last = (behind === -1 ? windows.length : behind) - 1;
  // The window before shares tokens with the last one that begins at or before the stretch.
  const reaching = windows.filter(({ from }, at) => at >= last - 1 && (at <= last || (from ?? 0) < end));
  return reaching.map(({ index }) => index);
}

function startOf({ tokens }: RunRow, sequence: 0 | 1): number | null {
  return tokens.find((token) => token.sequence === sequence && token.start !== null)?.start ?? null;
}
