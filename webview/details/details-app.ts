import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { DetailsState } from '../../src/common/contracts/hub/details-view';
import { buttonStyles } from '../shared/elements/button';
import { failureLine, noticeLine, noticeLineStyles } from '../shared/elements/notice-line';
import { progressLine, progressLineStyles } from '../shared/elements/progress-line';
import '../shared/elements/segments';
import './config/config-card';
import './config/whole-config';
import { detailsStyles } from './details-styles';
import { failedCard, failedStyles } from './failed-card';
import './files/file-list';
import './head/details-head';
import './readme/readme-view';
import { DetailsElement } from './store/details-element';
import type { DetailsTab } from './store/details-store';
import './verdict/verdict-card';

/** The page of a model: whether it runs here and why, what its README says, what would be downloaded. */
@customElement('details-app')
export class DetailsApp extends DetailsElement {
  static override styles = [
    ...DetailsElement.styles,
    buttonStyles,
    progressLineStyles,
    noticeLineStyles,
    failedStyles,
    detailsStyles,
  ];

  /** Progress of a download comes in many messages: it is drawn once a frame, and not at all while the page is hidden. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  override render(): TemplateResult {
    const { store } = this;
    const { state } = store;
    if (!state) return html`${nothing}`;
    const busy = state.info.phase === 'loading' || state.assessment.phase === 'loading';
    return html`${busy ? progressLine(t('Loading')) : nothing}
      <div role="status">${this.#notices(state)}</div>
      <main>
        <details-head .store=${store}></details-head>
        ${
          state.info.phase === 'failed' && state.verdict === null
            ? failedCard(store, state.info.message, state.info.help)
            : this.#known(state)
        }
      </main>`;
  }

  #known(state: DetailsState): TemplateResult {
    const { store } = this;
    if (state.info.phase !== 'ready') return this.#columns(state);
    return html`${this.#tabs()}
    ${
      store.tab === 'config'
        ? html`<details-whole-config .store=${store}></details-whole-config>`
        : this.#columns(state)
    }`;
  }

  #tabs(): TemplateResult {
    const { store } = this;
    const segments = [
      { value: 'about', label: t('About') },
      { value: 'config', label: t('Config') },
    ] satisfies { value: DetailsTab; label: string }[];
    return html`<lens-segments
      class="tabs"
      .segments=${segments}
      .chosen=${store.tab}
      .label=${t('What is shown')}
      @choose=${(event: CustomEvent<DetailsTab>) => store.showTab(event.detail)}
    ></lens-segments>`;
  }

  #columns({ assessment, info }: DetailsState): TemplateResult {
    const { store } = this;
    return html`<div class="columns">
      <details-verdict .store=${store}></details-verdict>
      <div class="side">
        <details-config .store=${store} ?hidden=${assessment.phase !== 'ready'}></details-config>
        <details-files .store=${store} ?hidden=${info.phase !== 'ready'}></details-files>
      </div>
      <details-readme .store=${store}></details-readme>
    </div>`;
  }

  #notices({ info, offline, verdict }: DetailsState): TemplateResult {
    const { store } = this;
    const again = { label: t('Try Again'), run: () => store.perform('retry') };
    const text = t('Offline. This is what is on this machine; the Hub was not asked.');
    return html`${offline ? noticeLine({ severity: 'offline', text, action: again }) : nothing}
    ${
      info.phase === 'failed' && verdict !== null
        ? noticeLine({ severity: 'error', text: info.message, action: offline ? undefined : again })
        : nothing
    }
    ${failureLine(store.failure, () => store.forgetFailure())}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'details-app': DetailsApp;
  }
}
