import { t } from '@vscode/l10n';
import { controlKey } from '../../shared/elements/keys';
import { entry, type KeyGroup } from './key-groups';

/** The keys of the grid of heads and of heatmaps. */
export function pictureKeys(): KeyGroup[] {
  const control = controlKey();
  return [
    {
      title: t('In the grid of heads'),
      entries: [
        entry([['←'], ['→'], ['↑'], ['↓']], t('Go from head to head')),
        entry([['Home'], ['End']], t('Go to the first or the last of the row')),
        entry([['Space']], t('Look at the head')),
        entry([['Enter']], t('Open the head: go to its heatmap')),
      ],
    },
    {
      title: t('In heatmaps'),
      entries: [
        entry([['←'], ['→'], ['↑'], ['↓']], t('Go from cell to cell')),
        entry([['Home'], ['End']], t('Go to the first or the last of the row')),
        entry([['Space'], ['Enter']], t('Choose the cell and its row')),
        entry([['PageUp'], ['PageDown']], t('Go to the head before or behind')),
        entry([[control, 'PageUp']], t('Go to the layer before; {0} to the one behind', `${control} PageDown`)),
        entry([['+'], ['-'], ['0']], t('Zoom in, out, show all')),
        entry([['Esc']], t('Let go of the cell, then of the tokens')),
      ],
    },
  ];
}
