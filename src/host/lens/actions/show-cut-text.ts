import { t } from '@vscode/l10n';
import { LensError } from '../../../common/errors/lens-error';
import type { LensController } from '../lens-controller';
import { cutOf } from '../notices/truncation-notice';
import { rangeOfCharacters, selectInEditor } from '../source/reveal-characters';

/** Selects in the editor what truncation cut off. Throws a LensError when no open editor has it. */
export async function showCutText({ shown, follower }: LensController): Promise<void> {
  const rows = shown?.outcome.run?.rows ?? [];
  const index = rows.findIndex(({ cut }) => cut > 0);
  const row = rows[index];
  const cut = row && shown && cutOf(row, shown.tracked.read);
  const sequence = row?.cutSpan ? 0 : 1;
  const place = cut && rangeOfCharacters({ row: index, sequence, start: cut.start, end: cut.end }, shown);
  if (!place) throw new LensError('not-found', t('The text that was cut is in no open editor.'));
  await selectInEditor(place, follower);
}
