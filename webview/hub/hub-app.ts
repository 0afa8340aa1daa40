import { t } from '@vscode/l10n';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { HubSearchState } from '../../src/common/contracts/hub/search-view';
import type { SearchQuery } from '../../src/common/contracts/hub/repo';
import { spinner } from '../shared/elements/icon';
import { failureLine, noticeLine, noticeLineStyles } from '../shared/elements/notice-line';
import { progressLine, progressLineStyles } from '../shared/elements/progress-line';
import { emptyList } from './empty/empty-list';
import { hubStyles } from './hub-styles';
import './list/hub-list';
import './search/search-bar';
import { HubElement } from './store/hub-element';

/** The Hub in the side bar: what is searched for, and below it what was found. */
@customElement('hub-app')
export class HubApp extends HubElement {
  static override styles = [...HubElement.styles, progressLineStyles, noticeLineStyles, hubStyles];

  /** Verdicts come in many messages: they are drawn once a frame, and not at all while the view is hidden. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  #focusWanted = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('contextmenu', this.#forgetMenuContext, { capture: true });
  }

  /** Puts the caret into the search box once it is there, and searches when there is something to search for. */
  focusSearch(query: SearchQuery | null): void {
    this.#focusWanted = true;
    if (query) void this.store.draft.submit(query);
    this.requestUpdate();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const box = this.#focusWanted ? this.renderRoot.querySelector('hub-search') : null;
    if (!box) return;
    this.#focusWanted = false;
    void box.updateComplete.then(() => box.focus());
  }

  override render(): TemplateResult {
    const { state, isLate, rows } = this.store;
    if (!state) return html`${nothing}`;
    return html`
      ${isLate ? progressLine(t('Searching')) : nothing}
      <hub-search .store=${this.store} @leave=${() => this.renderRoot.querySelector('hub-list')?.focus()}></hub-search>
      ${this.#where(state)}
      <div role="status">${this.#notices(state)}</div>
      <div class="results">
        ${isLate ? this.#searching(state) : nothing} ${rows.length === 0 ? emptyList(this.store, state) : nothing}
        <hub-list .store=${this.store} ?hidden=${rows.length === 0} @menu-context=${this.#onMenuContext}></hub-list>
      </div>
    `;
  }

  /** Whose Hub this is: a person must not take a server of their own, or a test's, for huggingface.co. */
  #where({ endpoint, user }: HubSearchState): TemplateResult | typeof nothing {
    if (endpoint === null && user === null) return nothing;
    return html`<div class="where">
      ${endpoint === null ? nothing : html`<span>${t('Hub at {0}, not huggingface.co', endpoint)}</span>`}
      ${user === null ? nothing : html`<span>${t('Signed in as {0}', user)}</span>`}
    </div>`;
  }

  #notices({ notice }: HubSearchState): TemplateResult {
    const { store } = this;
    const action = notice?.action;
    return html`${
      notice
        ? noticeLine({
            severity: notice.severity,
            text: notice.text,
            action: action ? { label: action.label, run: () => store.act(action.action) } : undefined,
          })
        : nothing
    }
    ${failureLine(store.failure, () => store.forgetFailure())}`;
  }

  /** Lies over the first old row, so that nothing moves. */
  #searching({ query }: HubSearchState): TemplateResult {
    const what = query.text === '' ? t('Searching') : t('Searching for “{0}”', query.text);
    const old = this.store.rows.length > 0;
    return html`<div class="searching" role="status">
      ${spinner()}<span>${old ? t('{0}. Below is what was found before.', what) : what}</span>
    </div>`;
  }

  /** What the menu is for is known anew each time: the menu of the search box stays VS Code's. */
  readonly #forgetMenuContext = (): void => {
    delete this.dataset['vscodeContext'];
  };

  readonly #onMenuContext = ({ detail }: CustomEvent<string>): void => {
    this.dataset['vscodeContext'] = detail;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hub-app': HubApp;
  }
}
