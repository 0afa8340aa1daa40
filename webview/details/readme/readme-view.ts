import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ref } from 'lit/directives/ref.js';
import type { DetailsState } from '../../../src/common/contracts/hub/details-view';
import { spinner } from '../../shared/elements/icon';
import { DetailsElement } from '../store/details-element';
import { beginningOf, withoutFrontMatter } from './front-matter';
import { findHeading } from './links';
import { readmeStyles } from './readme-styles';
import { renderReadme } from './render-readme';

/** So high is a README until the person asks for all of it, in pixels. */
const foldedHeight = 560;
/** So many characters are drawn of a folded one, and the most that are ever drawn. */
const foldedCharacters = 20_000;
const mostCharacters = 300_000;

/** The model's README, rendered safely. */
@customElement('details-readme')
export class ReadmeView extends DetailsElement {
  static override styles = [...DetailsElement.styles, readmeStyles];

  @state() private accessor overflows = false;

  #content: Element | undefined;
  readonly #observer = new ResizeObserver(() => this.#measure());
  #drawn: { readonly text: string; readonly fragment: DocumentFragment } | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render(): TemplateResult {
    const readme = this.store.state?.readme;
    if (!readme) return html`${nothing}`;
    return html`<section aria-labelledby="readme">
      <h2 id="readme">README.md</h2>
      ${this.#body(readme)}
    </section>`;
  }

  #body(readme: DetailsState['readme']): TemplateResult {
    switch (readme.phase) {
      case 'loading':
        return html`<p class="dim">${spinner()} ${t('Loading')}</p>`;
      case 'failed':
        return html`<p>${readme.message} ${readme.help ?? ''}</p>`;
      case 'ready':
        return readme.value === null
          ? html`<p class="dim">${t('This repository has no README.')}</p>`
          : this.#text(withoutFrontMatter(readme.value));
    }
  }

  #text(text: string): TemplateResult {
    if (text.trim() === '') return html`<p class="dim">${t('The README is empty.')}</p>`;
    const open = this.store.readmeOpen;
    const beginning = beginningOf(text, open ? mostCharacters : foldedCharacters);
    const folded = !open && (beginning !== null || this.overflows);
    return html`<div class="fold ${open ? '' : 'folded'}" @focusin=${this.#onFocus}>
        <div class="content" ${ref(this.#observe)}>${this.#fragment(beginning ?? text)}</div>
      </div>
      ${
        folded
          ? html`<button class="link all" @click=${() => this.store.openReadme()}>
              ${t('Show all of README.md')}
            </button>`
          : nothing
      }
      ${open && beginning !== null ? html`<p class="dim">${t('The rest of it is on the Hub.')}</p>` : nothing}`;
  }

  /** Elements are made once for a text: pictures that were loaded stay. */
  #fragment(text: string): DocumentFragment {
    if (this.#drawn?.text !== text) {
      const fragment = renderReadme(text, {
        openLink: (href) => this.#openLink(href),
        image: (src) => this.store.image(src),
      });
      this.#drawn = { text, fragment };
    }
    return this.#drawn.fragment;
  }

  #openLink(href: string): void {
    const headings = this.#content?.querySelectorAll('h3, h4, h5, h6') ?? [];
    const heading = findHeading(headings, href);
    if (!heading) this.store.openLink(href);
    else {
      this.store.openReadme();
      void this.updateComplete.then(() => heading.scrollIntoView({ block: 'start' }));
    }
  }

  readonly #observe = (element: Element | undefined): void => {
    this.#observer.disconnect();
    if (element) this.#observer.observe(element);
    this.#content = element;
  };

  #measure(): void {
    this.overflows = (this.#content?.scrollHeight ?? 0) > foldedHeight;
    for (const wide of this.#content?.querySelectorAll('.wide') ?? []) {
      // What scrolls by itself must be within reach of the keyboard.
      if (wide.scrollWidth > wide.clientWidth) wide.setAttribute('tabindex', '0');
      else wide.removeAttribute('tabindex');
    }
  }

  /** What has the focus must be seen. */
  readonly #onFocus = (event: FocusEvent): void => {
    if (this.store.readmeOpen || !(event.target instanceof HTMLElement)) return;
    const top = this.#content?.getBoundingClientRect().top ?? 0;
    if (event.target.getBoundingClientRect().bottom - top > foldedHeight) this.store.openReadme();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'details-readme': ReadmeView;
  }
}
