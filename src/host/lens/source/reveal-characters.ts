import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { lensHostContract } from '../../../common/contracts/lens';
import { LensError } from '../../../common/errors/lens-error';
import type { ParamsOf } from '../../../common/rpc/contract';
import type { Shown } from '../decorations/visible-tokens';
import type { SelectionFollower } from './follow-selection';
import { openDocument, rangeOf } from './read-selections';
import type { Span } from './track-edits';

type CharacterRange = ParamsOf<typeof lensHostContract, 'reveal'>;

interface DocumentRange {
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

/** Selects characters in the editor that they came from, and shows it; the Lens does not follow there. */
export async function revealCharacters(
  characters: CharacterRange,
  shown: Shown | null,
  follower: SelectionFollower,
): Promise<void> {
  const place = rangeOfCharacters(characters, shown);
  if (!place) throw new LensError('not-found', t('The text of this token is in no open editor.'));
  await selectInEditor(place, follower);
}

/** Shows a range in its editor, selected; the Lens does not follow there, and the focus stays where it is. */
export async function selectInEditor({ document, range }: DocumentRange, follower: SelectionFollower): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = visible ?? (await vscode.window.showTextDocument(document, { preserveFocus: true }));
  follower.selectQuietly(editor, new vscode.Selection(range.start, range.end));
}

function spanInDocument(uri: string, span: Span, { start, end }: Span): DocumentRange | null {
  const document = openDocument(uri);
  if (!document) return null;
  return { document, range: rangeOf(document, { start: span.start + start, end: span.start + end }) };
}
