import { trackSpan, type Edit, type Span } from './track-edits';
import type { Place, ReadPiece, ReadText } from './read-text';

/** How much text is compared after an edit to see whether the result still stands; longer ones go stale at any touch. */
const mostCompared = 100_000;

/** One piece of the text on show, with where it lies now. `row` is null for the pair. */
export interface TrackedPiece {
  readonly row: number | null;
  readonly piece: ReadPiece & { readonly place: Place };
  span: Span;
}

/** Follows the places of a text through edits, so that a result keeps pointing at its characters or is known as stale. */
export class TrackedText {
  readonly pieces: readonly TrackedPiece[];
  /** Why a result for the text no longer stands; null while it does. */
  stale: string | null = null;

  constructor(readonly read: ReadText) {
    this.pieces = [
      ...read.rows.flatMap((piece, row) => tracked(piece, row)),
      ...(read.pair ? tracked(read.pair, null) : []),
    ];
  }

  /** The pieces that lie in a document. */
  in(uri: string): TrackedPiece[] {
    return this.pieces.filter(({ piece }) => piece.place.uri === uri);
  }

  /** The piece of a row's text (sequence 0) or of the pair (1). */
  pieceOf(row: number, sequence: 0 | 1): TrackedPiece | undefined {
    return this.pieces.find((tracked) => tracked.row === (sequence === 1 ? null : row));
  }

  /**
   * Moves the pieces as edits of a document move their text. `textAt` gives the text of a span of the document as it is
   * now. Gives `same` when every piece still says what was read, and `changed` otherwise.
   */
  applyEdits(uri: string, edits: readonly Edit[], textAt: (span: Span) => string): 'same' | 'changed' {
    let result: 'same' | 'changed' = 'same';
    for (const tracked of this.in(uri)) {
      const { span, touched } = trackSpan(tracked.span, edits);
      tracked.span = span;
      // Compared also when no edit touched it: a change of line endings moves text without saying so.
      const { text } = tracked.piece;
      const stands = text.length > mostCompared ? !touched : textAt(span) === text;
      if (!stands) result = 'changed';
    }
    return result;
  }
}

function tracked(piece: ReadPiece, row: number | null): TrackedPiece[] {
  const { place } = piece;
  return place ? [{ row, piece: { ...piece, place }, span: { start: place.start, end: place.end } }] : [];
}
