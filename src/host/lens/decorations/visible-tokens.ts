import * as vscode from 'vscode';
import type { ReadOutcome } from '../run/read-with-model';
import { rowsTouching } from '../run/rows-touching';
import { rangeOf } from '../source/read-selections';
import type { Span } from '../source/track-edits';
import type { TrackedPiece, TrackedText } from '../source/tracked-text';
import { layoutTokens, type FoundTokens, type TokenLayout } from './layout-tokens';
import { visibleSpans } from './visible-spans';

/** A result together with where its text lies now. */
export interface Shown {
  readonly outcome: ReadOutcome;
  readonly tracked: TrackedText;
}

/** Gives the step of surprise of a token of a row's input: 0 for none. */
export type LevelOf = (index: number) => number;

/** A result as it is painted: by words, or where `levels` gives steps for its row by surprise. */
export interface Painting extends Shown {
  readonly levels: { of(row: number): Promise<LevelOf | null> } | null;
}

/** The tokens of one stretch of a document, as offsets into it. */
export interface PaintedStretch {
  readonly offset: number;
  readonly layout: TokenLayout;
}

/**
 * Asks the engine for the tokens of what an editor shows, at most `budget` of them. With sliding windows each window
 * answers for the tokens it was first to read.
 */
export async function visibleTokens(
  editor: vscode.TextEditor,
  shown: Painting,
  budget: number,
): Promise<PaintedStretch[]> {
  const stretches: PaintedStretch[] = [];
  let left = budget;
  for (const piece of shown.tracked.in(editor.document.uri.toString())) {
    for (const span of visibleSpans(piece.span, visibleOffsets(editor))) {
      const found = await tokensOf(shown, piece, span, left);
      left -= found.length;
      stretches.push({ offset: piece.span.start, layout: layoutTokens(found) });
      if (left <= 0) return stretches;
    }
  }
  return stretches;
}

/** Offsets of the document as ranges. */
export function toRanges(document: vscode.TextDocument, offset: number, spans: readonly Span[]): vscode.Range[] {
  return spans.map(({ start, end }) => rangeOf(document, { start: offset + start, end: offset + end }));
}

function visibleOffsets({ document, visibleRanges }: vscode.TextEditor): Span[] {
  // A line more on both sides: VS Code does not count lines that are visible in part.
  return visibleRanges.map(({ start, end }) => ({
    start: document.offsetAt(new vscode.Position(Math.max(0, start.line - 1), 0)),
    end: document.offsetAt(document.lineAt(Math.min(end.line + 1, document.lineCount - 1)).range.end),
  }));
}

async function tokensOf(
  { outcome, levels }: Painting,
  { row, span: at }: TrackedPiece,
  span: Span,
  limit: number,
): Promise<FoundTokens> {
  const { engine, run } = outcome;
  if (!run) return [];
  const sequence = row === null ? 1 : 0;
  const range = { start: Math.max(0, span.start - at.start - 1), end: span.end - at.start };
  const found: FoundTokens = [];
  let reached = -1;
  for (const index of rowsTouching(run, { input: row ?? 0, sequence, ...range })) {
    const params = { runId: run.runId, row: index, sequence, ...range, limit: limit - found.length } as const;
    const tokens = await engine.request('tokensInRange', params);
    const fresh = tokens.filter(({ token }) => (token.end ?? -1) > reached);
    const levelOf = (await levels?.of(index)) ?? null;
    found.push(...fresh.map((each) => (levelOf ? { ...each, level: levelOf(each.index) } : each)));
    reached = Math.max(reached, ...fresh.map(({ token }) => token.end ?? -1));
    if (found.length >= limit) break;
  }
  return found;
}
