import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../../shared/elements/button';

export interface CardAction {
  readonly label: string;
  readonly run: () => void;
}

/** In place of a view whose model does not run, where a notice says why; its button is no second primary one. */
export function saidAboveCard(title: string, chooseModel: () => void): TemplateResult {
  return html`<section class="card">
    <h2>${title}</h2>
    <p>${t('Why this model cannot be used stands above. Another one can be looked into.')}</p>
    ${button({ label: t('Choose Model'), onClick: chooseModel })}
  </section>`;
}

/** Why the inside of the model is not to be seen, and what helps. Needs `buttonStyles`. */
export function insideCard(
  title: string,
  sentences: readonly string[],
  actions: readonly CardAction[],
): TemplateResult {
  return html`<section class="card" role="status">
    <h2>${title}</h2>
    ${sentences.map((sentence) => (sentence === '' ? nothing : html`<p>${sentence}</p>`))}
    ${actions.map(({ label, run }, index) => button({ label, onClick: run, primary: index === 0 }))}
  </section>`;
}
