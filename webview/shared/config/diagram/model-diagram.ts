import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Diagram, ModelDescription, Stack } from '../../../../src/common/contracts/description';
import { elementStyles } from '../../theme/element-styles';
import { CrossArrow } from './cross-arrow';
import { diagramStyles } from './diagram-styles';
import { pictureStyles } from './picture-styles';
import { arrow, chain, ending, layers } from './stack';
import { outputName } from './words';

/** A model from token ids to logits: blocks, residual paths, what is repeated and what is tied. */
@customElement('lens-model-diagram')
export class ModelDiagram extends LitElement {
  static override styles = [elementStyles, diagramStyles, pictureStyles];

  @property({ attribute: false }) accessor description: ModelDescription | null = null;

  readonly #cross = new CrossArrow(this);

  override render(): TemplateResult {
    if (!this.description) return html`${nothing}`;
    const { diagram } = this.description;
    const two = diagram.stacks.length === 2;
    return html`<div class="diagram ${two ? 'two' : ''}">
      ${diagram.stacks.map((stack, index) => this.#stack(stack, diagram, index === diagram.stacks.length - 1))}
      ${two ? this.#cross.render() : nothing}
    </div>`;
  }

  /** The last stack ends in the head; the first of two in what the other one attends to. */
  #stack(stack: Stack, diagram: Diagram, isLast: boolean): TemplateResult {
    const two = diagram.stacks.length === 2;
    const tied = isLast && diagram.head?.type === 'head' && diagram.head.tied;
    const input = two && isLast ? t('token ids of the target') : t('token ids');
    return html`<section
      class="stack ${tied ? 'tied-stack' : ''}"
      aria-label=${stack.name === 'encoder' ? t('Encoder') : t('Decoder')}
    >
      ${ending(input)}
      <div class="through ${tied ? 'with-tie' : ''}">
        ${chain(stack.before)} ${layers(stack, diagram.known)} ${chain(stack.after)}
        ${isLast ? this.#end(diagram) : nothing} ${tied ? html`<div class="tie" aria-hidden="true"></div>` : nothing}
      </div>
      ${arrow}
      ${isLast ? ending(this.description ? outputName(this.description) : '') : ending(t('encoder output'), 'given')}
    </section>`;
  }

  #end({ pooler, head }: Diagram): TemplateResult {
    return html`${chain([pooler, head].filter((each) => each !== null))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-model-diagram': ModelDiagram;
  }
}
