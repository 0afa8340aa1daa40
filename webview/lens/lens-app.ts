import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { assertNever } from '../../src/common/assert-never';
import type { LensState } from '../../src/common/contracts/lens';
import { progressLine, progressLineStyles } from '../shared/elements/progress-line';
import './attention/lens-attention';
import './config/lens-config';
import './empty/empty-state';
import './facts/facts-line';
import './generate/lens-generate';
import './generate/strip/generated-facts';
import './generate/strip/generated-strip';
import { showsGenerated } from './generate/strip/shows-generated';
import './header/lens-header';
import './keys/key-list';
import './layers/lens-layers';
import './notices/lens-notices';
import './predictions/lens-predictions';
import { StoreElement } from './store/store-element';
import type { TabName } from './store/view-state';
import './strip/token-strips';
import './tabs/tab-bar';
import type { Tab } from './tabs/tab-bar';
import './text-box/text-box';
import './tokens/tokens-tab';

/** Tabs that do not age with the result: what a model is made of holds, and the Generate tab greys its own old texts. */
const ownAge: ReadonlySet<TabName> = new Set(['config', 'generate']);

/** The Lens: header and token strip on top of every tab, the tab's view below. */
@customElement('lens-app')
export class LensApp extends StoreElement {
  static override styles = [
    ...StoreElement.styles,
    progressLineStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-width: 280px;
        overflow: auto;
      }

      .ruled {
        border-top: 1px solid var(--lens-hairline);
      }

      /* What is hidden from sight alone is placed in it, and scrolls with it rather than with the whole Lens. */
      .panel {
        position: relative;
        flex: 1 1 auto;
        min-height: 200px;
        overflow: auto;
        padding: 12px 16px 16px;
      }

      .stale {
        opacity: var(--lens-stale-opacity);
        color: var(--lens-stale-foreground);
        --vscode-foreground: var(--lens-stale-foreground);
        --vscode-descriptionForeground: var(--lens-stale-description);
        --lens-bar: var(--lens-stale-bar);
        --lens-picture-filter: var(--lens-stale-filter);
      }
    `,
  ];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state) return progressLine(t('Opening the Lens'));
    const running = state.phase === 'running';
    return html`
      ${running ? progressLine(t('Reading')) : nothing}
      <lens-header
        .store=${this.store}
        @try-a-sentence=${this.#tryASentence}
        @show-keys=${() => this.renderRoot.querySelector('lens-keys')?.show()}
      ></lens-header>
      ${this.#isEmpty(state) ? this.#empty(state) : this.#reading(running || state.phase === 'stale')}
      <lens-keys></lens-keys>
    `;
  }

  /** Puts the caret into the text box, which is opened for it where a result is on show. */
  async focusTextBox(): Promise<void> {
    const textBox = { ...this.store.view.textBox, open: true };
    this.store.update(this.#looksAtModelAlone ? { textBox, tab: 'predictions' } : { textBox });
    await this.updateComplete;
    const empty = this.renderRoot.querySelector('lens-empty');
    if (empty) await empty.updateComplete;
    const box = (empty ?? this).renderRoot.querySelector('lens-text-box');
    await box?.focusText();
  }

  /** Nothing was read yet, and what the model is made of is looked at; every other tab then says what to do. */
  get #looksAtModelAlone(): boolean {
    const { state, view } = this.store;
    return view.tab === 'config' && state !== null && this.#isEmpty(state) && state.model !== null;
  }

  /** Until there is a first result; what is at work for it is said in the same place. */
  #isEmpty({ phase, run }: LensState): boolean {
    return !run && (phase === 'empty' || phase === 'running');
  }

  readonly #tryASentence = (): void => void this.focusTextBox();

  /** A notice ends with a hairline of its own; without one the header needs it. */
  #empty({ notices }: LensState): TemplateResult {
    const { store } = this;
    if (this.#looksAtModelAlone) return html`<lens-notices .store=${store}></lens-notices>${this.#tabs(false)}`;
    const ruled = notices.length === 0 && store.wishes.failure === null;
    return html`<lens-notices .store=${store}></lens-notices>
      <lens-empty class=${ruled ? 'ruled' : ''} .store=${store} @try-a-sentence=${this.#tryASentence}></lens-empty>`;
  }

  #reading(old: boolean): TemplateResult {
    const { store } = this;
    return html`
      ${this.#strip(old)}
      ${store.view.textBox.open ? html`<lens-text-box .store=${store} closable></lens-text-box>` : nothing}
      <lens-notices .store=${store}></lens-notices>
      ${store.state?.run ? this.#tabs(old) : nothing}
    `;
  }

  /** The tokens on top of every tab, and a line of facts about them. */
  #strip(old: boolean): TemplateResult {
    const { store } = this;
    // Shown only while it is of the text on show, also where what was read from that text before is old.
    if (showsGenerated(store))
      return html`<generated-strip .store=${store}></generated-strip>
        <generated-facts .store=${store.generation}></generated-facts>`;
    return html`<lens-strips class=${old ? 'stale' : ''} .store=${store}></lens-strips>
      <lens-facts .store=${store}></lens-facts>`;
  }

  #tabs(old: boolean): TemplateResult {
    const tabs = [
      { name: 'predictions', label: t('Predictions') },
      { name: 'attention', label: t('Attention') },
      { name: 'layers', label: t('Layers') },
      { name: 'generate', label: t('Generate'), unusable: this.store.generation.view?.refusal?.message ?? null },
      { name: 'config', label: t('Config') },
      { name: 'tokens', label: t('Tokens') },
    ] satisfies (Tab & { name: TabName })[];
    const { tab } = this.store.view;
    return html`
      <lens-tab-bar
        .tabs=${tabs}
        .chosen=${tab}
        .label=${t('Views of the result')}
        @choose=${(event: CustomEvent<TabName>) => this.store.update({ tab: event.detail })}
      ></lens-tab-bar>
      <div
        @focus-strip=${() => this.renderRoot.querySelector('lens-strips')?.focusRow()}
        class="panel ${old && !ownAge.has(tab) ? 'stale' : ''}"
        role="tabpanel"
        aria-label=${tabs.find(({ name }) => name === tab)?.label ?? ''}
        tabindex="0"
      >
        ${this.#view(tab)}
      </div>
    `;
  }

  #view(tab: TabName): TemplateResult {
    switch (tab) {
      case 'predictions':
        return html`<lens-predictions .store=${this.store}></lens-predictions>`;
      case 'attention':
        return html`<lens-attention .store=${this.store}></lens-attention>`;
      case 'layers':
        return html`<lens-layers .store=${this.store}></lens-layers>`;
      case 'generate':
        return html`<lens-generate .store=${this.store}></lens-generate>`;
      case 'config':
        return html`<lens-config .store=${this.store}></lens-config>`;
      case 'tokens':
        return html`<lens-tokens .store=${this.store}></lens-tokens>`;
      default:
        return assertNever(tab);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-app': LensApp;
  }
}
