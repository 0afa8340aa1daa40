import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ModelDescription } from '../../../src/common/contracts/description';
import { elementStyles } from '../theme/element-styles';
import { configViewStyles } from './config-view-styles';
import './diagram/model-diagram';
import { factStyles } from './facts/fact-list';
import { parametersSection, partsStyles } from './facts/parts';
import { configurationSection, labelsSection, memorySection, specialTokensSection } from './facts/sections';
import './statistics/statistics-card';
import type { ReadStatistics } from './statistics/statistics-card';
import './tree/tensor-tree';

/**
 * What a model is made of: its blocks; parameters, configuration, memory, tokens and labels; its tensors and what lies in
 * them. Three columns, two or one, by its width.
 *
 * @fires open-config - the raw config.json is wanted
 */
@customElement('lens-config-view')
export class ConfigView extends LitElement {
  static override styles = [elementStyles, factStyles, partsStyles, configViewStyles];

  @property({ attribute: false }) accessor description: ModelDescription | null = null;
  @property({ attribute: false }) accessor readStatistics: ReadStatistics | null = null;

  /** Index of the chosen tensor, and the description that it is of. */
  @state() private accessor chosen: { readonly index: number; readonly of: ModelDescription } | null = null;

  override render(): TemplateResult {
    const { description } = this;
    if (!description) return html`${nothing}`;
    const two = description.diagram.stacks.length === 2;
    return html`<div class="columns ${two ? 'two-stacks' : ''}">
      <section class="blocks" aria-labelledby="blocks">
        <h2 id="blocks">${description.className ?? description.architecture ?? ''}</h2>
        <lens-model-diagram .description=${description}></lens-model-diagram>
      </section>
      <div class="facts">
        ${parametersSection(description.parameters, description.withoutTensors)}
        ${configurationSection(description.configuration, () => this.dispatchEvent(new CustomEvent('open-config')))}
        ${memorySection(description.memory)} ${specialTokensSection(description.specialTokens)}
        ${labelsSection(description.labels)}
      </div>
      ${description.tensorCount === 0 ? nothing : this.#tensors(description)}
    </div>`;
  }

  #tensors(description: ModelDescription): TemplateResult {
    const chosen = this.chosen?.of === description ? this.chosen.index : -1;
    return html`<div class="tensors">
      <lens-tensor-tree
        .tensors=${description.tensors}
        .count=${description.tensorCount}
        .files=${description.files.length}
        .chosen=${chosen}
        @choose=${({ detail }: CustomEvent<number>) => (this.chosen = { index: detail, of: description })}
      ></lens-tensor-tree>
      <lens-tensor-statistics
        .tensor=${description.tensors[chosen] ?? null}
        .read=${description.withoutStatistics === null ? this.readStatistics : null}
        .why=${description.withoutStatistics ?? ''}
      ></lens-tensor-statistics>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-config-view': ConfigView;
  }
}
