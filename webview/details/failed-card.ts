import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { button } from '../shared/elements/button';
import { icon } from '../shared/elements/icon';
import type { DetailsStore } from './store/details-store';

/** In place of a model that the Hub did not give: what happened, and what may help. Needs {@link failedStyles}. */
export function failedCard(store: DetailsStore, message: string, help: string | null): TemplateResult {
  return html`<div class="failed" role="alert">
    ${icon('error')}
    <div>
      <h2>${message}</h2>
      ${help === null ? nothing : html`<p class="dim">${help}</p>`}
      <div class="buttons">
        ${button({ label: t('Try Again'), primary: true, onClick: () => store.perform('retry') })}
        ${button({ label: t('Sign In'), onClick: () => store.perform('signIn') })}
      </div>
    </div>
  </div>`;
}

export const failedStyles = css`
  .failed {
    display: flex;
    gap: 8px;
    padding: 8px 14px 12px;
    border: 1px solid var(--lens-card-border);
    border-radius: 6px;
    overflow-wrap: anywhere;
  }

  .failed > vscode-icon {
    flex: none;
    margin-top: 3px;
    color: var(--vscode-errorForeground);
  }

  .failed p {
    max-width: 72ch;
    margin: 2px 0 0;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
  }
`;
