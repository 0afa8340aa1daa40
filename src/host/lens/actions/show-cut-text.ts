import type { LensController } from '../lens-controller';
import { cutOf } from '../notices/truncation-notice';
import { rangeOfCharacters } from '../source/reveal-characters';
import { revealInEditor } from './reveal-in-editor';

/** Selects in the editor what truncation cut off. Throws a LensError when no open editor has it. */
export async function showCutText(lens: LensController): Promise<void> {
  const { shown } = lens;
  const rows = shown?.outcome.run?.rows ?? [];
  const index = rows.findIndex(({ cut }) => cut > 0);
  const row = rows[index];
  const cut = row && shown && cutOf(row, shown.tracked.read);
  const sequence = row?.cutSpan ? 0 : 1;
  await revealInEditor(
    lens,
    cut ? rangeOfCharacters({ row: index, sequence, start: cut.start, end: cut.end }, shown) : null,
  );
}
