import type { SourceColumns } from './source-columns';

/** A run of tokens of one kind: of the text (0), of the pair (1), or added around them (null). */
interface Segment {
  readonly sequence: 0 | 1 | null;
  readonly from: number;
  readonly to: number;
}

/** What the post-processor made of the text and the pair: where each lies among the special tokens. */
export interface Frame {
  readonly segments: readonly Segment[];
  /** Tokens that the post-processor added. */
  readonly added: number;
  /** Where the tokens of the text and the pair start, and how many they are. */
  readonly sequences: readonly [SequenceRun, SequenceRun];
}

export interface SequenceRun {
  readonly from: number;
  readonly length: number;
}

/** Reads the frame off an encoding that nothing was cut from. */
export function frameOf(source: SourceColumns): Frame {
  const segments: Segment[] = [];
  let from = 0;
  for (let row = 1; row <= source.length; row += 1) {
    const sequence = source.sequenceAt(from);
    if (row < source.length && source.sequenceAt(row) === sequence) continue;
    segments.push({ sequence, from, to: row });
    from = row;
  }
  const run = (sequence: 0 | 1): SequenceRun => {
    const segment = segments.find((candidate) => candidate.sequence === sequence);
    return segment === undefined ? { from: 0, length: 0 } : { from: segment.from, length: segment.to - segment.from };
  };
  const added = segments.filter((segment) => segment.sequence === null);
  return {
    segments,
    added: added.reduce((sum, segment) => sum + segment.to - segment.from, 0),
    sequences: [run(0), run(1)],
  };
}
