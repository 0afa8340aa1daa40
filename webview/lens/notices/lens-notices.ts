import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Notice } from '../../../src/common/contracts/lens';
import type { ErrorData } from '../../../src/common/errors/lens-error';
import { button, buttonStyles } from '../../shared/elements/button';
import { icon, spinner } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import { StoreElement } from '../store/store-element';
import { isLine, noticesOn, primaryCard, severityIcons } from './notice-look';
import { noticeStyles } from './notice-styles';

/** What happened, why, what still works and what helps: lines and cards under the strip. Changes are announced. */
@customElement('lens-notices')
export class LensNotices extends StoreElement {
  static override styles = [...StoreElement.styles, buttonStyles, noticeStyles];

  override render(): TemplateResult {
    const { state, wishes, view } = this.store;
    if (!state) return html`${nothing}`;
    // Without a result the tabs are not there, except that of what the model is made of.
    const shown = state.run || view.tab === 'config' ? noticesOn(view.tab, state.notices) : state.notices;
    const notices = repeat(
      shown,
      ({ id }) => id,
      (notice) => (isLine(notice) ? this.#line(notice) : this.#card(notice, notice === primaryCard(shown))),
    );
    return html`<div role="status">
      ${state.phase === 'running' ? this.#progress(state.progress ?? t('Reading')) : nothing} ${notices}
      ${wishes.failure ? this.#failure(wishes.failure) : nothing}
    </div>`;
  }

  #progress(text: string): TemplateResult {
    return html`<div class="line">
      ${spinner()}<span class="text">${text}</span>
      <button class="link" @click=${() => void this.store.wishes.perform('cancel')}>${t('Cancel')}</button>
    </div>`;
  }

  #line({ severity, title, actions: [action] }: Notice): TemplateResult {
    return html`<div class="line ${severity}">
      ${icon(severityIcons[severity])}<span class="text">${title}</span>
      ${
        action
          ? html`<button class="link" @click=${() => void this.store.wishes.perform(action.action)}>
              ${action.label}
            </button>`
          : nothing
      }
    </div>`;
  }

  #card({ severity, title, detail, help, actions }: Notice, primary: boolean): TemplateResult {
    const buttons = actions.map(({ action, label }, index) =>
      button({ label, primary: primary && index === 0, onClick: () => void this.store.wishes.perform(action) }),
    );
    return html`<div class="card ${severity}">
      ${icon(severityIcons[severity])}
      <div class="words">
        <h2>${title}</h2>
        ${detail === null ? nothing : html`<p>${detail}</p>`}
        ${help === null ? nothing : html`<p class="dim">${help}</p>`}
        ${actions.length > 0 ? html`<div class="buttons">${buttons}</div>` : nothing}
      </div>
    </div>`;
  }

  #failure({ message, help }: ErrorData): TemplateResult {
    return html`<div class="line error">
      ${icon('error')}<span class="text">${message} ${help ?? ''}</span>
      ${iconButton({ name: 'close', label: t('Close'), onClick: () => this.store.wishes.forgetFailure() })}
    </div>`;
  }
}
