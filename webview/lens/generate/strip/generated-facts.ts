import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatCount } from '../../../shared/format/numbers';
import { factsStyles } from '../../facts/facts-styles';
import { GenerationElement } from '../store/generation-element';

/** Under the strip: how many tokens the prompt has and how many were generated, what the colours are; where the text is from. */
@customElement('generated-facts')
export class GeneratedFacts extends GenerationElement {
  static override styles = [...GenerationElement.styles, factsStyles];

  override render(): TemplateResult {
    const { view, sequence, branch } = this.store;
    if (!view?.prompt) return html`${nothing}`;
    const count = view.prompt.pieces.length;
    const generated = formatCount(sequence?.tokens.length ?? 0);
    const facts = [
      count === 1 ? t('1 prompt token') : t('{0} prompt tokens', formatCount(count)),
      branch?.phase === 'running' ? t('{0} generated so far', generated) : t('{0} generated', generated),
      ...(view.room === null ? [] : [t('{0} at most', formatCount(view.room))]),
      t('colour: how surprising the model found the token'),
    ];
    const { label } = view.prompt;
    return html`<div class="line">
      ${facts.map((fact) => html`<span>${fact}</span>`)}
      <span class="source" title=${label}>${label}</span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'generated-facts': GeneratedFacts;
  }
}
