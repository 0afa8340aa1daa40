import { t } from '@vscode/l10n';
import { entry, type KeyGroup } from './key-groups';

/** The keys of the Generate tab. */
export function generateKeys(): KeyGroup[] {
  return [
    {
      title: t('In generated text'),
      entries: [
        entry([['←'], ['→']], t('Go to the token before or behind')),
        entry([['↑'], ['↓']], t('Go to the line above or below')),
        entry([['Home'], ['End']], t('Go to the first or the last token')),
        entry([['Space'], ['Enter']], t('Look at the step, or let it go')),
        entry([['Esc']], t('Let go of the step')),
      ],
    },
    {
      title: t('In the branches'),
      entries: [
        entry([['↑'], ['↓']], t('Go from row to row')),
        entry([['←'], ['→']], t('Go to where the ways part, and on from there')),
        entry([['Space'], ['Enter']], t('Look at this part')),
        entry([['Delete']], t('Forget the branch')),
      ],
    },
    {
      title: t('In the table of a step'),
      entries: [entry([['↑'], ['↓']], t('Go from token to token')), entry([['Enter']], t('Continue from this token'))],
    },
  ];
}
