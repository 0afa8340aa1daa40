import * as vscode from 'vscode';
import { checkTextSize } from './check-text';
import type { Place, ReadPiece, ReadText } from './read-text';
import type { Span } from './track-edits';

/**
 * The selections of an editor as the rows of a batch, from top to bottom. With several cursors an empty selection means
 * its line; a single empty one means its line when it is `asked` for, and nothing (null) when the Lens only follows.
 * Throws a LensError in a plain sentence for texts that no run takes.
 */
export function readSelections(editor: vscode.TextEditor, asked: boolean): ReadText | null {
  const { document, selections } = editor;
  if (!asked && selections.length === 1 && editor.selection.isEmpty) return null;
  const ranges = selections.map((selection) => (selection.isEmpty ? lineRange(document, selection) : selection));
  const rows = distinct(ranges).filter((range) => asked || !range.isEmpty);
  checkTextSize({ rows: rows.length, characters: sum(rows.map((range) => lengthOf(document, range))), blank: false });
  const pieces = rows.map((range) => readPiece(document, range)).filter(({ text }) => text.trim() !== '');
  if (pieces.length === 0) {
    if (!asked) return null;
    checkTextSize({ rows: 0, characters: 0, blank: true });
  }
  return { kind: 'editor', rows: pieces, pair: null };
}

/** The text of a range with its place. */
export function readPiece(document: vscode.TextDocument, range: vscode.Range): ReadPiece {
  return { text: document.getText(range), place: placeOf(document, range) };
}

/** The open document of a URI; undefined when it is closed. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** A span of offsets as a range of the document as it is now. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function placeOf(document: vscode.TextDocument, range: vscode.Range): Place {
  return {
    uri: document.uri.toString(),
    name: document.uri.path.split('/').at(-1) ?? document.fileName,
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    startLine: range.start.line,
    // A selection that ends before the first character of a line does not reach it.
    endLine: range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line,
  };
}

function lineRange(document: vscode.TextDocument, selection: vscode.Selection): vscode.Range {
  return document.lineAt(selection.active.line).range;
}

function distinct(ranges: readonly vscode.Range[]): vscode.Range[] {
  const sorted = [...ranges].sort((a, b) => a.start.compareTo(b.start) || a.end.compareTo(b.end));
  return sorted.filter((range, index) => index === 0 || !range.isEqual(sorted[index - 1] ?? range));
}

function lengthOf(document: vscode.TextDocument, range: vscode.Range): number {
  return document.offsetAt(range.end) - document.offsetAt(range.start);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
