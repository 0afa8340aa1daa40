import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { lensHostContract } from '../../../common/contracts/lens';
import { LensError } from '../../../common/errors/lens-error';
import type { ParamsOf } from '../../../common/rpc/contract';
import type { Shown } from '../decorations/visible-tokens';
import type { LensController } from '../lens-controller';
import { rangeOf } from '../source/read-selections';
import { rangeOfCharacters, type DocumentRange } from '../source/reveal-characters';

export type ReplacedWords = ParamsOf<typeof lensHostContract, 'replaceWords'>;
type Replacer = Pick<LensController, 'shown' | 'readAgain'>;

/**
 * Writes other words in place of some of the text on show, which is one step to undo, and reads the text again.
 * @throws LensError `usage` where the text has changed since it was read or cannot be written, `not-found` where no open
 *   editor has it
 */
export async function replaceWords(lens: Replacer, { runId, row, edits }: ReplacedWords): Promise<void> {
  const { shown } = lens;
  if (!shown || shown.outcome.run?.runId !== runId) throw changed();
  const edit = new vscode.WorkspaceEdit();
  for (const each of edits) {
    const place = rangeOfCharacters({ row, ...each }, shown);
    if (!place) throw new LensError('not-found', t('This text is in no open editor, so nothing was replaced.'));
    if (!isAsRead(shown, row, each, place)) throw changed();
    edit.replace(place.document.uri, place.range, each.text);
  }
  const selected = vscode.window.visibleTextEditors.filter((editor) => selectsAsRead(editor, shown));
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new LensError('usage', t('The document cannot be written, so nothing was replaced.'));
  }
  // VS Code leaves a word that is written at the beginning of a selection outside of it.
  for (const editor of selected) editor.selections = selectionsOf(editor, shown);
  lens.readAgain();
}

/** Whether an editor has selected just what was read of its document. */
function selectsAsRead(editor: vscode.TextEditor, shown: Shown): boolean {
  const read = selectionsOf(editor, shown);
  return (
    read.length === editor.selections.length && editor.selections.every((each) => read.some((one) => one.isEqual(each)))
  );
}

/** Where the text on show lies in the document of an editor now. */
function selectionsOf({ document }: vscode.TextEditor, { tracked }: Shown): vscode.Selection[] {
  return tracked.in(document.uri.toString()).map(({ span }) => {
    const { start, end } = rangeOf(document, span);
    return new vscode.Selection(start, end);
  });
}

/** The characters in the document are those that were read there. */
function isAsRead(
  shown: Shown,
  row: number,
  edit: ReplacedWords['edits'][number],
  { document, range }: DocumentRange,
): boolean {
  const input = shown.outcome.run?.rows[row]?.input ?? 0;
  const read = shown.tracked.pieceOf(input, edit.sequence)?.piece.text.slice(edit.start, edit.end);
  return document.getText(range) === read;
}

function changed(): LensError {
  return new LensError(
    'usage',
    t('The text has changed since it was read, so nothing was replaced.'),
    t('Read it again first.'),
  );
}
