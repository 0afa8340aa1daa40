import { t } from '@vscode/l10n';
import { controlKey } from '../../shared/elements/keys';
import { generateKeys } from './generate-keys';
import { pictureKeys } from './picture-keys';
import { wordKeys } from './word-keys';

/** What a key does. `keys` are alternatives, each of which may be several keys. */
export interface KeyEntry {
  readonly keys: readonly (readonly string[])[];
  readonly does: string;
}

/** The keys of one part of the Lens. */
export interface KeyGroup {
  readonly title: string;
  readonly entries: readonly KeyEntry[];
}

/** An entry in short. */
export function entry(keys: KeyEntry['keys'], does: string): KeyEntry {
  return { keys, does };
}

/** Every key of the Lens, by the part that has to have the focus. */
export function keyGroups(): KeyGroup[] {
  const control = controlKey();
  return [
    {
      title: t('In the editor'),
      entries: [
        entry([[control, 'K', 'L']], t('Open the Lens on the selection or the line')),
        entry([[control, 'K', 'Shift', 'L']], t('Classify the selected text')),
      ],
    },
    {
      title: t('In the token strip'),
      entries: [
        entry([['←'], ['→']], t('Go to the token before or behind')),
        entry([['↑'], ['↓']], t('Go to the line or the text above or below')),
        entry([['Home'], ['End']], t('Go to the first or the last token')),
        entry([['PageUp'], ['PageDown']], t('Go ten tokens back or on')),
        entry([['Space']], t('Choose the token, or let it go')),
        entry([[control, 'Space']], t('Choose it beside the others')),
        entry([['Enter']], t('Select its characters in the editor')),
        entry([['Esc']], t('Let go of all tokens')),
      ],
    },
    {
      title: t('In tables'),
      entries: [
        entry([['↑'], ['↓']], t('Go from row to row')),
        entry([['Space'], ['Enter']], t('Choose the row, or let it go')),
        entry([['Esc']], t('Let go of all rows')),
      ],
    },
    ...wordKeys(),
    ...pictureKeys(),
    ...generateKeys(),
    {
      title: t('Elsewhere'),
      entries: [
        entry([['Tab']], t('Go on: header, tokens, tabs, view')),
        entry([['←'], ['→']], t('Change the tab, on the tabs')),
        entry([[control, 'Enter']], t('Read the text, in the text box')),
        entry([['?']], t('List the keys')),
      ],
    },
  ];
}
