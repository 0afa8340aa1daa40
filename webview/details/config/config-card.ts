import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Assessment } from '../../../src/common/contracts/hub/assessment';
import type { ModelInfo } from '../../../src/common/contracts/model';
import { factList, factStyles, type Fact } from '../../shared/config/facts/fact-list';
import { badge, badgeStyles } from '../../shared/elements/badge';
import { formatCount } from '../../shared/format/numbers';
import { shapeOf } from '../../shared/format/model-words';
import { DetailsElement } from '../store/details-element';
import { blocksOf, type Block, type Blocks } from './blocks';
import { configStyles } from './config-styles';

/** So many labels are named at once; the rest unfolds. */
const labelsShown = 6;

/** What config.json says, drawn small: the blocks, and the numbers behind them. */
@customElement('details-config')
export class ConfigCard extends DetailsElement {
  static override styles = [...DetailsElement.styles, badgeStyles, factStyles, configStyles];

  override render(): TemplateResult {
    const assessment = this.store.state?.assessment;
    if (assessment?.phase !== 'ready') return html`${nothing}`;
    const { info } = assessment.value;
    return html`<section aria-labelledby="config">
      <div class="title">
        <h2 id="config">${t('Config')}</h2>
        ${info ? badge(shapeOf(info), true) : nothing}
      </div>
      ${info ? this.#known(info) : html`<p class="dim">${unknownWords(assessment.value)}</p>`}
      <button class="link all" @click=${() => this.store.showTab('config')}>
        ${t('Blocks, Parameters and Tensors')}
      </button>
    </section>`;
  }

  #known(info: ModelInfo): TemplateResult {
    const blocks = blocksOf(info);
    return html`${blocks ? renderBlocks(blocks) : nothing} ${factList(facts(info))}`;
  }
}

function renderBlocks({ embeddings, layers, head }: Blocks): TemplateResult {
  return html`<ol class="blocks" aria-label=${t('Blocks')}>
    <li class="block">${content(embeddings)}</li>
    <li class="block repeated">
      <div class="line"><b>${layers.count}</b> <span>${layers.name}</span></div>
      ${layers.parts.map((part) => html`<div class="block">${content(part)}</div>`)}
    </li>
    ${head ? html`<li class="block">${content(head)}</li>` : nothing}
  </ol>`;
}

function content({ label, size }: Block): TemplateResult {
  return html`<div class="line"><span>${label}</span> ${size === null ? nothing : html`<span>${size}</span>`}</div>`;
}

function facts(info: ModelInfo): Fact[] {
  const numbers = [
    [t('Hidden size'), info.hiddenSize],
    [t('Positions'), info.maxPositions],
    [t('Vocabulary'), info.vocabSize],
    [t('Parameters'), info.parameters],
  ] as const;
  const known = numbers.flatMap(([name, value]) => (value === null ? [] : [{ name, value: formatCount(value) }]));
  return [
    { name: t('Architecture'), value: info.className ?? info.architecture },
    ...known,
    ...(info.labels.length === 0 ? [] : [{ name: t('Labels'), value: labelList(info.labels) }]),
  ];
}

function labelList(labels: readonly string[]): TemplateResult {
  const named = labels.map((label, id) => `${id} ${label}`);
  if (named.length <= labelsShown) return html`${named.join(', ')}`;
  return html`<details>
    <summary>${t('{0}, {1} labels', `${named.slice(0, 2).join(', ')} …`, formatCount(named.length))}</summary>
    ${named.join(', ')}
  </details>`;
}

function unknownWords({ architecture }: Assessment): string {
  return architecture === null
    ? t('There is no config.json that says which architecture this is.')
    : t('config.json says architecture {0}, which is not covered yet.', architecture);
}

declare global {
  interface HTMLElementTagNameMap {
    'details-config': ConfigCard;
  }
}
