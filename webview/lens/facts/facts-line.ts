import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { readsTarget } from '../../../src/common/contracts/reads-target';
import type { Run } from '../../../src/common/contracts/run';
import { secondTextWords } from '../store/second-text';
import { StoreElement } from '../store/store-element';
import { factsOf } from './facts';
import { factsStyles } from './facts-styles';

/** Under the strip: how much was read, how densely, what was cut; at the right where the text is from. */
@customElement('lens-facts')
export class FactsLine extends StoreElement {
  static override styles = [...StoreElement.styles, factsStyles];

  override render(): TemplateResult {
    const run = this.store.state?.run;
    if (!run) return html`${nothing}`;
    const source = this.store.state?.source;
    return html`
      <div class="line">
        ${this.#facts(run).map((fact) => html`<span>${fact}</span>`)}
        ${source ? html`<span class="source" title=${source.label}>${source.label}</span>` : nothing}
      </div>
      ${typeof source?.pair === 'string' ? this.#pair(source.pair) : this.#noTarget()}
    `;
  }

  /** How many tokens comes first, then what the bars under them are. */
  #facts(run: Run): string[] {
    const [count = '', ...rest] = factsOf(run);
    const { measure } = this.store;
    return measure ? [count, t('bars: {0}', measure.label), ...rest] : [count, ...rest];
  }

  #pair(pair: string): TemplateResult {
    return html`<div class="line">
      <span class="pair" title=${pair}>${secondTextWords(this.store.state?.model).readWith(pair)}</span>
      <button class="link" @click=${() => void this.store.wishes.perform('removePair')}>${t('Remove')}</button>
    </div>`;
  }

  /** Where a decoder is looked into, what it was given: a single start token makes pictures of one cell. */
  #noTarget(): TemplateResult | typeof nothing {
    const { state, view } = this.store;
    if (!readsTarget(state?.model?.info) || (view.tab !== 'attention' && view.tab !== 'layers')) return nothing;
    return html`<div class="line">
      <span class="pair">${t('The decoder is given its start token alone')}</span>
      <button class="link" @click=${() => void this.store.wishes.perform('addPair')}>
        ${secondTextWords(state?.model).ask}…
      </button>
    </div>`;
  }
}
