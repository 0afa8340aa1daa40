import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { lensHostContract } from '../../../common/contracts/lens';
import { LensError } from '../../../common/errors/lens-error';
import type { ParamsOf } from '../../../common/rpc/contract';
import { copyText } from '../actions/copy-text';
import { openDocument, rangeOf } from '../source/read-selections';
import { isContinued, type Taken } from './prompt';

export type HowTaken = ParamsOf<typeof lensHostContract, 'takeGenerated'>['how'];

interface PromptPlace {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
}

/**
 * Puts a generated text behind its prompt in the document, in the prompt's place, or on the clipboard. A document is
 * changed by one edit, which one undo takes back; focus, selection and what the Lens reads stay.
 * @throws LensError `not-found` when the prompt lies in no open document or was edited, `disk` when that cannot be changed
 */
export async function takeGenerated(taken: Taken, how: HowTaken): Promise<void> {
  if (how === 'copy') {
    await copyText(taken.text);
    return;
  }
  const { document, range } = placeOf(taken);
  if (!canBeWritten(document)) throw unwritable(document);
  const keepSelections = selectionsThatEndAt(range.end, document);
  const edit = new vscode.WorkspaceEdit();
  if (how === 'insert') edit.insert(document.uri, range.end, behind(taken));
  else edit.replace(document.uri, range, taken.text);
  const before = document.version;
  const applied = await vscode.workspace.applyEdit(edit);
  if (!applied || document.version === before) throw unwritable(document);
  if (how === 'insert') keepSelections();
}

/** Gives a function that puts selections back: what is inserted at the end of one would grow it, and the Lens would follow. */
function selectionsThatEndAt(end: vscode.Position, document: vscode.TextDocument): () => void {
  const editors = vscode.window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .map((editor) => ({ editor, before: editor.selections }));
  return () => {
    for (const { editor, before } of editors) {
      editor.selections = editor.selections.map((now, index) => {
        const was = before[index];
        return was?.end.isEqual(end) ? was : now;
      });
    }
  };
}

/** What goes on with a text follows it at once; what answers it begins a line of its own. */
function behind({ text, prompt }: Taken): string {
  return isContinued(prompt) ? text : `\n${text}`;
}

function placeOf({ prompt: { source } }: Taken): PromptPlace {
  const piece = source.place?.pieces[0];
  if (!piece) {
    throw new LensError('not-found', t('The prompt was typed: it has no place in a document.'), t('Copy the text.'));
  }
  const document = openDocument(piece.piece.place.uri);
  const help = t('Copy the text, or generate anew.');
  if (!document) throw new LensError('not-found', t('{0} is not open any more.', piece.piece.place.name), help);
  const range = rangeOf(document, piece.span);
  if (document.getText(range) !== source.text) {
    throw new LensError('not-found', t('The text that was gone on with was edited: its place is lost.'), help);
  }
  return { document, range };
}

/** Schemes whose documents can be written although no file system stands behind them. */
const withoutFiles = new Set(['untitled', 'vscode-notebook-cell']);

/** False for what an extension shows, and for file systems that cannot be written: VS Code would edit them all the same. */
function canBeWritten({ uri }: vscode.TextDocument): boolean {
  return withoutFiles.has(uri.scheme) || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

function unwritable({ uri }: vscode.TextDocument): LensError {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  return new LensError('disk', t('{0} cannot be changed.', name), t('Copy the text instead.'));
}
