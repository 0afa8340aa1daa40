import type * as vscode from 'vscode';
import type { lensHostContract } from '../../../common/contracts/lens';
import type { ParamsOf } from '../../../common/rpc/contract';
import type { Shown } from '../decorations/visible-tokens';
import { openDocument, rangeOf } from './read-selections';
import type { Span } from './track-edits';

type CharacterRange = ParamsOf<typeof lensHostContract, 'reveal'>;

/** A stretch of an open document. */
export interface DocumentRange {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

/** Where characters of a row of the run lie in an open document; null for typed and stale texts. */
export function rangeOfCharacters(
  { row, sequence, start, end }: CharacterRange,
  shown: Shown | null,
): DocumentRange | null {
  const input = shown?.outcome.run?.rows[row]?.input;
  const piece = input === undefined ? undefined : shown?.tracked.pieceOf(input, sequence);
  return piece ? spanInDocument(piece.piece.place.uri, piece.span, { start, end }) : null;
}

function spanInDocument(uri: string, span: Span, { start, end }: Span): DocumentRange | null {
  const document = openDocument(uri);
  if (!document) return null;
  return { document, range: rangeOf(document, { start: span.start + start, end: span.start + end }) };
}
