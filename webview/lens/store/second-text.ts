import { t } from '@vscode/l10n';
import type { LensModel } from '../../../src/common/contracts/lens';
import { readsTarget } from '../../../src/common/contracts/reads-target';

/** What a second text is called: for the model in use it is the other half of a pair, or what its decoder is given. */
export interface SecondTextWords {
  readonly label: string;
  readonly add: string;
  readonly remove: string;
  /** The button that asks for it. */
  readonly ask: string;
  readonly askToRemove: string;
  readonly readWith: (text: string) => string;
}

/** The words for the second text of a model; for a pair where no model is known. */
export function secondTextWords(model: LensModel | null | undefined): SecondTextWords {
  if (readsTarget(model?.info)) {
    return {
      label: t('Text for the decoder'),
      add: t('Add a Text for the Decoder'),
      remove: t('Remove the Text for the Decoder'),
      ask: t('Text for the Decoder'),
      askToRemove: t('Remove the Text for the Decoder'),
      readWith: (text) => t('The decoder is given “{0}”', text),
    };
  }
  return {
    label: t('Second text of the pair'),
    add: t('Add a Second Text'),
    remove: t('Remove the Second Text'),
    ask: t('Text Pair'),
    askToRemove: t('Remove the Pair'),
    readWith: (text) => t('Read as a pair with “{0}”', text),
  };
}
