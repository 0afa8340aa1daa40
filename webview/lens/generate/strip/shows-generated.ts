import type { LensStore } from '../../store/lens-store';

/**
 * Whether the strip on top carries what was generated behind the text: the Generate tab is open, and the text on show is
 * the prompt as the model read it. Of several texts, a chat or an edited text the strip shows the texts themselves.
 */
export function showsGenerated({ state, view, generation }: LensStore): boolean {
  const prompt = generation.view?.prompt;
  const rows = state?.run?.rows ?? [];
  const [row] = rows;
  if (view.tab !== 'generate' || !prompt || prompt.stale !== null || rows.length !== 1 || !row) return false;
  if (state?.comparison || row.cut > 0 || row.length !== prompt.pieces.length || !generation.branch) return false;
  return row.tokens.every(({ id }, index) => id === prompt.pieces[index]?.id);
}
