import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DetailsState } from '../../../src/common/contracts/hub/details-view';
import type { Download } from '../../../src/common/contracts/hub/downloads-view';
import { badge, badgeStyles } from '../../shared/elements/badge';
import { button, buttonStyles } from '../../shared/elements/button';
import { icon } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import '../../shared/elements/menu-button';
import { progressBar, progressBarStyles } from '../../shared/elements/progress-bar';
import { selectStyles } from '../../shared/elements/select-styles';
import { splitId } from '../../shared/format/model-words';
import { amountOf, fractionOf, progressWords, spokenProgress } from '../../shared/hub/download-words';
import { DetailsElement } from '../store/details-element';
import { factLine } from './fact-line';
import { headActions } from './head-actions';
import { headStyles } from './head-styles';
import { headSelects } from './selects';

/** Which model this is, and what can be done with it. */
@customElement('details-head')
export class DetailsHead extends DetailsElement {
  static override styles = [
    ...DetailsElement.styles,
    badgeStyles,
    buttonStyles,
    progressBarStyles,
    selectStyles,
    headStyles,
  ];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state) return html`${nothing}`;
    const { owner, name } = splitId(state.id);
    return html`<h1><span class="owner">${owner}</span><wbr />${name}</h1>
      ${state.info.phase === 'ready' ? factLine(state.info.value, state) : html`<div class="facts"></div>`}
      <div class="actions">
        ${headActions(state).map(({ action, ...look }) =>
          button({ ...look, onClick: () => this.store.perform(action) }),
        )}
        ${state.inUse ? badge(t('in use'), true) : nothing} ${headSelects(this.store, state)}
        <span class="tail">
          <button class="link" @click=${() => this.store.perform('openOnHub')}>${t('Open on the Hub')}</button>
          ${iconButton({ name: 'copy', label: t('Copy the Id'), onClick: () => this.store.perform('copyId') })}
          ${this.#favourite(state)} ${state.downloaded ? this.#menu() : nothing}
        </span>
      </div>
      ${state.download && state.download.phase !== 'done' ? this.#progress(state.download) : nothing}`;
  }

  #favourite({ favourite }: DetailsState): TemplateResult {
    return iconButton({
      name: favourite ? 'star-full' : 'star-empty',
      label: t('Favourite'),
      pressed: favourite,
      onClick: () => this.store.perform(favourite ? 'removeFavourite' : 'addFavourite'),
    });
  }

  #menu(): TemplateResult {
    return html`<lens-menu-button
      .label=${t('More Actions')}
      .items=${[
        { label: t('Show in Folder'), run: () => this.store.perform('reveal') },
        { label: t('Delete from This Machine'), separated: true, run: () => this.store.perform('delete') },
      ]}
    ></lens-menu-button>`;
  }

  #progress(download: Download): TemplateResult {
    const amount = amountOf(download);
    const words = progressWords(download);
    const active = download.phase === 'running';
    return html`<div class="progress">
      ${progressBar({ label: t('Download'), fraction: fractionOf(download), text: spokenProgress(download), active })}
      <div class="words"><span>${amount}</span> <span>${words}</span></div>
      ${
        download.error === null
          ? nothing
          : html`<p class="failed" role="alert">${icon('error')}<span>${download.error}</span></p>`
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'details-head': DetailsHead;
  }
}
