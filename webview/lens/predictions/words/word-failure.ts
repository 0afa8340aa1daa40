import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { ErrorData } from '../../../../src/common/errors/lens-error';
import { insideCard } from '../../internals/inside-card';
import { isOfModel } from '../../notices/said-above';
import type { LensStore } from '../../store/lens-store';

/** Why words were not scored, and what helps. Needs the styles of buttons. */
export function wordFailure(store: LensStore, error: ErrorData, askAgain: () => void): TemplateResult {
  const { message, help } = error;
  const action = isOfModel(error)
    ? { label: t('Choose Model'), run: () => void store.wishes.perform('chooseModel') }
    : { label: t('Try Again'), run: askAgain };
  return html`${insideCard(t('There is no prediction'), [message, help ?? ''], [action])}`;
}
