import { openDocument, rangeOf, readPiece } from './read-selections';
import type { ReadPiece, ReadText } from './read-text';
import type { TrackedPiece, TrackedText } from './tracked-text';

/** The same pieces as their documents say now. Of a document that is closed the text that was read is kept. */
export function readAgain(tracked: TrackedText): ReadText {
  const { read } = tracked;
  const now = (piece: ReadPiece, row: number | null): ReadPiece =>
    current(tracked.pieces.find((candidate) => candidate.row === row)) ?? piece;
  return {
    kind: read.kind,
    rows: read.rows.map((piece, row) => now(piece, row)),
    pair: read.pair && now(read.pair, null),
    forDecoder: read.forDecoder,
  };
}

function current(tracked: TrackedPiece | undefined): ReadPiece | undefined {
  const document = tracked && openDocument(tracked.piece.place.uri);
  return document && readPiece(document, rangeOf(document, tracked.span));
}
