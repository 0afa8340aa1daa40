import { t } from '@vscode/l10n';
import { maxRunCharacters, maxRunRows } from '../../../common/contracts/run';
import { LensError } from '../../../common/errors/lens-error';

/** What is known of a text before it is read: nothing of a text that is too long is copied. */
export interface TextSize {
  readonly rows: number;
  readonly characters: number;
  /** True when there is nothing but white space. */
  readonly blank: boolean;
}

/** Throws a LensError `usage` or `too-big` in a plain sentence for texts that no run takes. */
export function checkTextSize({ rows, characters, blank }: TextSize): void {
  if (rows > maxRunRows) {
    throw new LensError(
      'too-big',
      t('There are {0} selections; at most {1} are read as one batch.', rows, maxRunRows),
      t('Classify Each Line takes any number of lines.'),
    );
  }
  if (characters > maxRunCharacters) {
    throw new LensError(
      'too-big',
      t(
        'The text has {0} characters; at most {1} are read at once.',
        characters.toLocaleString('en'),
        maxRunCharacters.toLocaleString('en'),
      ),
      t('Select a part of it.'),
    );
  }
  if (blank) {
    throw new LensError('usage', t('There is no text here.'), t('Select text, or put the caret on a line with text.'));
  }
}
