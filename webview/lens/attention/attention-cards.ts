import { t } from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import type { ErrorData } from '../../../src/common/errors/lens-error';
import type { LensAction } from '../../../src/common/contracts/lens';
import { isOfModel } from '../notices/said-above';
import { insideCard, type CardAction } from '../internals/inside-card';

/** A model whose file lets nobody look inside: the same repository may have other files. */
export function missingCard(missing: string | null, perform: (action: LensAction) => void): TemplateResult {
  return insideCard(
    t('Attention Cannot Be Seen'),
    [
      missing ?? t('This model has no attention that can be shown.'),
      t('The safetensors of the same repository show every head.'),
    ],
    [{ label: t('Choose Weights'), run: () => perform('chooseWeights') }],
  );
}

/** What went wrong in place of the view. */
export function failureCard(
  failure: ErrorData,
  askAgain: () => void,
  perform: (action: LensAction) => void,
): TemplateResult {
  const again: CardAction = { label: t('Try Again'), run: askAgain };
  const choose: CardAction = { label: t('Choose Model'), run: () => perform('chooseModel') };
  const log: CardAction = { label: t('Show Log'), run: () => perform('showLog') };
  switch (failure.code) {
    case 'too-big':
      return insideCard(
        t('Attention Is Too Big'),
        [failure.message, failure.help ?? t('A shorter text or a smaller model needs less memory.')],
        [again, choose],
      );
    case 'not-found':
      return insideCard(
        t('This Result Is No Longer Kept'),
        [failure.message, failure.help ?? ''],
        [{ label: t('Run Again'), run: () => perform('runAgain') }],
      );
    default:
      return insideCard(
        t('Attention Is Not Available'),
        [failure.message, failure.help ?? ''],
        [isOfModel(failure) ? choose : again, log],
      );
  }
}
