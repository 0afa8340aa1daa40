import { t } from '@vscode/l10n';
import { entry, type KeyGroup } from './key-groups';

/** The keys of the Predictions tab of language models. */
export function wordKeys(): KeyGroup[] {
  return [
    {
      title: t('In words for a mask'),
      entries: [
        entry([['↑'], ['↓']], t('Go from word to word')),
        entry([['Space'], ['Enter']], t('Choose the word that is written')),
      ],
    },
    {
      title: t('In a text with its surprise'),
      entries: [
        entry([['←'], ['→']], t('Go to the token before or behind')),
        entry([['Home'], ['End']], t('Go to the first or the last token')),
        entry([['Space'], ['Enter']], t('Look at what was expected')),
      ],
    },
  ];
}
