import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Comparison, RunPageState } from '../../../src/common/contracts/training/run-view';
import { button, buttonStyles } from '../../shared/elements/button';
import { spinner } from '../../shared/elements/icon';
import { noticeLine, noticeLineStyles } from '../../shared/elements/notice-line';
import { selectStyles } from '../../shared/elements/select-styles';
import { NarrowController } from '../../shared/layout/narrow';
import { elementStyles } from '../../shared/theme/element-styles';
import { RunElement } from '../store/run-element';
import { attentionPart } from './attention-part';
import { comparisonStyles } from './comparison-styles';
import { reading } from './reading';
import { weightChanges } from './weight-changes';

/** What training changed: both models on the same selection, their attention, and how far the weights moved. */
@customElement('run-comparison')
export class RunComparison extends RunElement {
  static override styles = [elementStyles, buttonStyles, noticeLineStyles, selectStyles, comparisonStyles];

  /** The block whose tensors are listed. */
  @state() private accessor opened: string | null = null;

  readonly #layout = new NarrowController(this);

  override render(): TemplateResult {
    const { page, comparison } = this.store;
    if (!page) return html`${nothing}`;
    const { result } = comparison;
    return html`<div class="title">
        <h2>${t('Compare with Base')} <span title=${result?.excerpt ?? ''}>${result?.source ?? ''}</span></h2>
        <span class="dim">${result?.checkpoint ?? ''}</span>
      </div>
      ${this.#status(page)}
      <div class="columns ${this.#layout.narrow ? 'narrow' : ''} ${result ? '' : 'weights-only'}">
        ${result ? this.#compared(result, page.run.name) : nothing}
        ${weightChanges(page, this.opened, (block) => (this.opened = block === this.opened ? null : block))}
      </div>`;
  }

  #compared(result: Comparison, name: string): TemplateResult {
    return html`<div class="compared ${result.stale ? 'stale' : ''}">
      ${reading(result.base, result.base.model)} ${reading(result.tuned, name)}
      ${attentionPart(result, (layer) => this.store.compare(layer))}
    </div>`;
  }

  /** What to do to have a comparison, what goes on, or what went wrong. */
  #status({ actions }: RunPageState): TemplateResult | typeof nothing {
    const { phase, message, result } = this.store.comparison;
    const again = { label: t('Compare Again'), run: () => this.store.compare(null) };
    switch (phase) {
      case 'running':
        return html`<p role="status">
          ${spinner()} ${message === '' ? t('Both models read the selection') : message}
        </p>`;
      case 'failed':
        return html`<div role="status">${noticeLine({ severity: 'error', text: message, action: again })}</div>`;
      case 'none':
        return html`<p class="dim">${message === '' ? introduction(actions.compare) : message}</p>
          ${actions.compare ? button({ label: t('Compare with Base'), icon: 'compare-changes', onClick: again.run }) : nothing}`;
      case 'ready':
        if (!result?.stale) return nothing;
        return html`<div role="status">
          ${noticeLine({ severity: 'warning', text: t('The selection has changed since: this is for “{0}”.', result.excerpt), action: again })}
        </div>`;
    }
  }
}

function introduction(possible: boolean): string {
  return possible
    ? t('Select text in an editor and see how both models read it: labels, probabilities and attention.')
    : t('After the first checkpoint both models can be compared on a selection.');
}

declare global {
  interface HTMLElementTagNameMap {
    'run-comparison': RunComparison;
  }
}
