import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import type { LensAction } from '../../../src/common/contracts/lens';
import type { ErrorData } from '../../../src/common/errors/lens-error';
import { isOfModel } from '../notices/said-above';
import { insideCard } from '../internals/inside-card';

type Perform = (action: LensAction) => void;

/** A model whose file lets nobody see its hidden states: the same repository may have other files. */
export function missingLayers(missing: string | null, perform: Perform): TemplateResult {
  return insideCard(
    t('Layers Cannot Be Seen'),
    [
      missing ?? t('This model has no hidden states that can be shown.'),
      t('The safetensors of the same repository show every layer.'),
    ],
    [{ label: t('Choose Weights'), run: () => perform('chooseWeights') }],
  );
}

/** What went wrong in place of the view, and what helps. */
export function failedLayers(failure: ErrorData, askAgain: () => void, perform: Perform): TemplateResult {
  const again = { label: t('Try Again'), run: askAgain };
  const choose = { label: t('Choose Model'), run: () => perform('chooseModel') };
  switch (failure.code) {
    case 'too-big': {
      const help = failure.help ?? t('A shorter text or a smaller model needs less memory.');
      return insideCard(t('The Layers Are Too Big'), [failure.message, help], [again, choose]);
    }
    case 'not-found': {
      const run = { label: t('Run Again'), run: () => perform('runAgain') };
      return insideCard(t('This Result Is No Longer Kept'), [failure.message, failure.help ?? ''], [run]);
    }
    case 'unsupported':
      return insideCard(
        t('The Layers Cannot Be Shown'),
        [failure.message, failure.help ?? ''],
        [choose, { label: t('Choose Weights'), run: () => perform('chooseWeights') }],
      );
    default:
      return insideCard(
        t('The Layers Are Not Available'),
        [failure.message, failure.help ?? ''],
        [isOfModel(failure) ? choose : again, { label: t('Show Log'), run: () => perform('showLog') }],
      );
  }
}
