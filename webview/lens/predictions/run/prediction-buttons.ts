import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { LensAction } from '../../../../src/common/contracts/lens';
import { button } from '../../../shared/elements/button';

/** What can be done with a prediction. Needs the styles of buttons. */
export function predictionButtons(paired: boolean, perform: (action: LensAction) => void): TemplateResult {
  const one = (action: LensAction, label: string, icon: string): TemplateResult =>
    button({ label, icon, onClick: () => perform(action) });
  return html`<div class="buttons">
    ${one('classifyEachLine', t('Classify Each Line'), 'list-flat')}
    ${paired ? one('removePair', t('Remove the Pair'), 'remove') : one('addPair', t('Text Pair'), 'add')}
    ${one('copyAsJson', t('Copy as JSON'), 'json')} ${one('copyAsPython', t('Copy as Python'), 'copy')}
  </div>`;
}
