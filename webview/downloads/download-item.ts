import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Download } from '../../src/common/contracts/hub/downloads-view';
import { icon } from '../shared/elements/icon';
import { iconButton } from '../shared/elements/icon-button';
import { progressBar } from '../shared/elements/progress-bar';
import { splitId } from '../shared/format/model-words';
import { amountOf, fractionOf, progressWords, spokenProgress } from '../shared/hub/download-words';
import type { DownloadAction, DownloadsStore } from './downloads-store';

/** One download: its model, what can be done, how far it is and how it goes. */
export function downloadItem(store: DownloadsStore, download: Download): TemplateResult {
  const { id, phase, error } = download;
  const done = phase === 'done';
  const words = progressWords(download);
  const amount = amountOf(download);
  return html`<li class=${phase}>
    <div class="head">
      <button class="name" title=${titleOf(download)} @click=${() => store.perform('open', download)}>
        ${splitId(id).name}
      </button>
      ${buttons(download).map(([name, label, action]) =>
        iconButton({ name, label: `${label}: ${id}`, onClick: () => store.perform(action, download) }),
      )}
    </div>
    ${done ? nothing : progressBar({ label: id, fraction: fractionOf(download), text: spokenProgress(download), active: phase === 'running' })}
    <div class="line">
      ${done ? icon('pass', 14) : nothing}<span>${amount}</span>
      ${
        done
          ? html`<span>${words}</span>
              <button class="link" aria-label=${t('Use {0}', id)} @click=${() => store.perform('use', download)}>
                ${t('Use')}
              </button>`
          : html`<span class="words">${words}</span>`
      }
    </div>
    ${error === null ? nothing : html`<p class="error" role="alert">${icon('error', 14)}<span>${error}</span></p>`}
  </li>`;
}

function titleOf({ id, revision }: Download): string {
  return revision === null ? id : t('{0}, revision {1}', id, revision);
}

/** The first of them keeps its place while a download changes from one phase into another. */
function buttons({ phase }: Download): (readonly [icon: string, label: string, action: DownloadAction])[] {
  const cancel = ['close', t('Cancel and delete what is there'), 'cancel'] as const;
  const dismiss = ['close', t('Take off the List'), 'dismiss'] as const;
  switch (phase) {
    case 'waiting':
    case 'running':
    case 'verifying':
      return [['debug-pause', t('Pause'), 'pause'], cancel];
    case 'paused':
      return [['play', t('Resume'), 'resume'], cancel];
    case 'failed':
      return [['refresh', t('Try Again'), 'resume'], cancel];
    case 'done':
      return [dismiss];
  }
}
