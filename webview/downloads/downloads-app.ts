import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { failureLine, noticeLineStyles } from '../shared/elements/notice-line';
import { progressBarStyles } from '../shared/elements/progress-bar';
import { ViewElement } from '../shared/store/view-element';
import { downloadItem } from './download-item';
import type { DownloadsStore } from './downloads-store';
import { downloadsStyles } from './downloads-styles';

/** The downloads in the side bar, the latest first. */
@customElement('downloads-app')
export class DownloadsApp extends ViewElement {
  static override styles = [...ViewElement.styles, noticeLineStyles, progressBarStyles, downloadsStyles];

  @property({ attribute: false }) override accessor store!: DownloadsStore;

  /** Progress comes in many messages: it is drawn once a frame, and not at all while the view is hidden. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  override render(): TemplateResult {
    const { downloads, failure } = this.store;
    if (!downloads) return html`${nothing}`;
    return html`<div role="status">${failureLine(failure, () => this.store.forgetFailure())}</div>
      ${
        downloads.length === 0
          ? html`<p class="empty">${t('Nothing is being downloaded. Models come from the Hub view above.')}</p>`
          : html`<ul aria-label=${t('Downloads')}>
              ${repeat(
                downloads,
                ({ key }) => key,
                (download) => downloadItem(this.store, download),
              )}
            </ul>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'downloads-app': DownloadsApp;
  }
}
