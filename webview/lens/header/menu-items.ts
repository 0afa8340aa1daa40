import { t } from '@vscode/l10n';
import type { LensAction } from '../../../src/common/contracts/lens';
import type { MenuItem } from '../../shared/elements/menu-button';
import type { LensStore } from '../store/lens-store';
import { secondTextWords } from '../store/second-text';

/** What of the menu happens in the view itself. */
export interface ViewActions {
  readonly tryASentence: () => void;
  readonly showKeys: () => void;
}

/** What the header's menu offers in the present state. */
export function menuItems(store: LensStore, { tryASentence, showKeys }: ViewActions): MenuItem[] {
  const { state } = store;
  const item = (action: LensAction, label: string, separated = false): MenuItem => ({
    label,
    separated,
    run: () => void store.wishes.perform(action),
  });
  const words = secondTextWords(state?.model);
  const result = state?.run
    ? [
        item('classifyEachLine', t('Classify Each Line'), true),
        state.comparison
          ? item('closeSecondTokenizer', t('Close the Second Tokenizer'))
          : item('chooseSecondTokenizer', t('Compare with a Second Tokenizer…')),
        state.source?.pair === null ? item('addPair', `${words.ask}…`) : item('removePair', words.askToRemove),
        item('copyAsPython', t('Copy as Python'), true),
        item('copyAsJson', t('Copy as JSON')),
        item('copyTokens', t('Copy Tokens')),
      ]
    : [];
  return [
    { label: t('Try a Sentence'), run: tryASentence },
    item('chooseModel', t('Choose Model…')),
    item('chooseFolder', t('Open a Model Folder…')),
    item('findModel', t('Find a Model on the Hub…')),
    item('chooseWeights', t('Choose Weights…')),
    item('chooseDevice', t('Choose Device…')),
    ...result,
    { label: t('Keyboard Shortcuts'), run: showKeys, separated: true },
    item('showLog', t('Show Log')),
  ];
}
