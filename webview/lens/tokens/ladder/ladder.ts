import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Stages } from '../../../../src/common/contracts/tokens';
import { WidthController } from '../../../shared/layout/width';
import { setStyles } from '../../../shared/theme/set-styles';
import { StoreElement } from '../../store/store-element';
import { fitLadder } from './fit-ladder';
import type { LadderLayout } from './ladder-layout';
import { drawStage, type LadderStage } from './ladder-stage';
import { ladderStyles } from './ladder-styles';
import { isAligned, normalizedStage, preTokenStage, textStage } from './text-stages';
import { markedSpans, numberStage, tokenStage } from './token-stages';

/** The widest that the names of the stages are, in px. */
const namesWidth = 104;

/** From text to ids: each stage of the tokenizer under the characters that it came from. */
@customElement('lens-ladder')
export class Ladder extends StoreElement {
  static override styles = [...StoreElement.styles, ladderStyles];

  @property({ attribute: false }) accessor stages: Stages | null = null;

  readonly #width = new WidthController(this);
  #fitted: { stages: Stages; width: number; layout: LadderLayout } | undefined;

  override render(): TemplateResult {
    const { stages } = this;
    if (!stages) return html`${nothing}`;
    const layout = this.#layoutOf(stages);
    const lines = this.#lines(stages, layout);
    return html`
      <div class="ladder">
        <div class="names" aria-hidden="true">${lines.map(({ name }) => html`<div>${name}</div>`)}</div>
        <div class="scroller" tabindex="0" role="group" aria-label=${t('Stages from text to ids')}>
          <div
            class="stages"
            ${setStyles({ width: `${layout.width}px` })}
            @mouseleave=${() => this.store.links.hover(null)}
          >
            ${lines.map(drawStage)}
          </div>
        </div>
      </div>
      ${isAligned(stages) ? nothing : this.#wholeNote()}
      <dl>
        <dt>${t('Decoded')}</dt>
        <dd class="mono">${stages.decoded}</dd>
        <dt>${t('Without special')}</dt>
        <dd class="mono">${stages.decodedWithoutSpecial}</dd>
      </dl>
    `;
  }

  /** Hovering draws anew, but only other stages or another width need another layout. */
  #layoutOf(stages: Stages): LadderLayout {
    const { width } = this.#width;
    if (this.#fitted?.stages !== stages || this.#fitted.width !== width) {
      this.#fitted = { stages, width, layout: fitLadder(stages, width - namesWidth) };
    }
    return this.#fitted.layout;
  }

  #lines(stages: Stages, layout: LadderLayout): LadderStage[] {
    const { normalized, preTokens, tokens } = stages;
    return [
      textStage(layout, markedSpans(this.store, tokens)),
      ...(normalized === null ? [] : [normalizedStage(normalized, stages, layout)]),
      ...(preTokens === null ? [] : [preTokenStage(preTokens, stages, layout)]),
      tokenStage(tokens, layout, this.store),
      numberStage(t('Ids'), tokens, layout, ({ id }) => id),
      numberStage(t('Mask'), tokens, layout, ({ attention }) => attention),
    ];
  }

  #wholeNote(): TemplateResult {
    return html`<p class="note">
      ${t('Normalising changed the number of characters, so the normalised text stands as one piece.')}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-ladder': Ladder;
  }
}
