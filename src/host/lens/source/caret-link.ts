import type * as vscode from 'vscode';
import type { lensViewContract } from '../../../common/contracts/lens';
import type { NotificationOf } from '../../../common/rpc/contract';
import type { Shown } from '../decorations/visible-tokens';
import { rowsTouching } from '../run/rows-touching';

export type Caret = NotificationOf<typeof lensViewContract, 'caret'>;

/** The token under the caret of an editor, as the strip counts it; null when the caret is in no text that was read. */
export async function tokenAtCaret(editor: vscode.TextEditor, { outcome, tracked }: Shown): Promise<Caret> {
  const { engine, run } = outcome;
  if (!run) return null;
  const offset = editor.document.offsetAt(editor.selection.active);
  const pieces = tracked.in(editor.document.uri.toString());
  const piece = pieces.find(({ span }) => offset >= span.start && offset <= span.end);
  if (!piece) return null;
  const at = offset - piece.span.start;
  const sequence = piece.row === null ? 1 : 0;
  const touched = { input: piece.row ?? 0, sequence, start: Math.max(0, at - 1), end: at + 1 } as const;
  for (const row of rowsTouching(run, touched)) {
    // The token that begins at the caret, else the one that ends there.
    for (const start of at > 0 ? [at, at - 1] : [at]) {
      const range = { runId: run.runId, row, sequence, start, end: start + 1, limit: 8 } as const;
      const found = await engine.request('tokensInRange', range);
      const token = found.find(({ part }) => part === 'input');
      if (token) return { row, index: token.index };
    }
  }
  return null;
}
