import * as vscode from 'vscode';
import { resolve } from 'node:path';
import type { Mistake } from '../../../common/contracts/training/run-folder';
import { look } from '../../../hub/files/look';
import { isDataFile } from '../form/file-choices';
import { showLine } from '../form/show-bad-rows';

/** How far behind the line's start a text is looked for: a row of CSV may have lines in it. */
const mostCharacters = 200_000;

/** Reads a text with the Lens: the selection of the editor, or a text of its own where no editor shows it. */
export interface MistakeReader {
  readSelection(): void;
  readText(text: string): void;
}

/** Shows the row of a mistake in its file and lets the Lens read its text. `folder`: relative files start from there. */
export async function openMistake({ file, line, text }: Mistake, folder: string, lens: MistakeReader): Promise<void> {
  const path = resolve(folder, file);
  // The name comes from a file of the run folder: nothing but data is opened for it.
  const there = isDataFile(path) && (await look(path))?.isFile() === true;
  const editor = there ? await showLine(path, line) : undefined;
  const range = editor && rangeOfText(editor.document, line, text);
  if (!range) {
    lens.readText(text);
    return;
  }
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  lens.readSelection();
}

/** Where the text stands, from its line on; undefined where the file writes it in another way (escaped quotes). */
function rangeOfText(document: vscode.TextDocument, line: number, text: string): vscode.Range | undefined {
  const start = new vscode.Position(Math.max(1, Math.min(line, document.lineCount)) - 1, 0);
  const offset = document.offsetAt(start);
  const part = document.getText(new vscode.Range(start, document.positionAt(offset + text.length + mostCharacters)));
  const found = text === '' ? -1 : part.indexOf(text);
  if (found < 0) return undefined;
  return new vscode.Range(document.positionAt(offset + found), document.positionAt(offset + found + text.length));
}
