import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { AttentionKind, Internals } from '../../../../src/common/contracts/internals/stacks';
import '../../../shared/colour/legend';
import '../../../shared/elements/menu-button';
import type { MenuItem } from '../../../shared/elements/menu-button';
import '../../../shared/elements/segments';
import type { Segment } from '../../../shared/elements/segments';
import { selectStyles } from '../../../shared/elements/select-styles';
import { formatCount, formatDuration } from '../../../shared/format/numbers';
import { elementStyles } from '../../../shared/theme/element-styles';
import { headOrders, type HeadOrder } from '../grid/head-order';
import { hasRollout, type Looked, type Mode } from '../looked';
import { toolRowStyles } from '../../internals/tool-row-styles';
import { toolStyles } from './tool-styles';

/**
 * How attention is looked at, the scale, what it cost, and Export.
 *
 * @fires kind - detail: an attention kind
 * @fires mode - detail: `head`, `mean` or `rollout`
 * @fires order - detail: an order of the heads
 * @fires axis - detail: the axis options
 * @fires all-layers - detail: whether all layers are taken together
 */
@customElement('attention-tools')
export class ToolRow extends LitElement {
  static override styles = [elementStyles, selectStyles, toolRowStyles, toolStyles];

  @property({ attribute: false }) accessor internals!: Internals;
  @property({ attribute: false }) accessor looked!: Looked;
  @property({ attribute: false }) accessor axis!: AxisOptions;
  @property({ attribute: false }) accessor order: HeadOrder = 'layer';
  @property({ attribute: false }) accessor exports: readonly MenuItem[] = [];

  override render(): TemplateResult {
    const { looked, axis } = this;
    return html`<div class="row" role="group" aria-label=${t('How attention is looked at')}>
      ${this.internals.attentions.length > 1 ? this.#kinds() : nothing}
      <lens-segments
        .segments=${modes(looked)}
        .chosen=${looked.mode}
        .label=${t('What is shown')}
        @choose=${(event: CustomEvent<Mode>) => this.#fire('mode', event.detail)}
      ></lens-segments>
      ${looked.mode === 'head' ? nothing : this.#check(t('All layers'), looked.allLayers, 'all-layers', (on) => on)}
      <select
        aria-label=${t('Order of heads')}
        .value=${this.order}
        @change=${(event: Event) => this.#fire('order', (event.currentTarget as HTMLSelectElement).value)}
      >
        ${headOrders.map(
          (order) => html`<option value=${order} ?selected=${order === this.order}>${orderName(order)}</option>`,
        )}
      </select>
      ${this.#check(t('Merge sub-words'), axis.mergeWords, 'axis', (mergeWords) => ({ ...axis, mergeWords }))}
      ${this.#check(t('Leave out special tokens'), axis.leaveOutSpecial, 'axis', (leaveOutSpecial) => ({
        ...axis,
        leaveOutSpecial,
      }))}
      <div class="scale">
        <span>${t('√ scale, the same for every head')}</span>
        <lens-legend .label=${t('Weight')}></lens-legend>
      </div>
      <div class="end">
        <span class="cost">${this.#cost()}</span>
        <lens-menu-button .icon=${'export'} .label=${t('Export')} .items=${this.exports}></lens-menu-button>
      </div>
    </div>`;
  }

  #kinds(): TemplateResult {
    const names: Record<AttentionKind, string> = {
      self: t('Self'),
      encoder: t('Encoder'),
      decoder: t('Decoder'),
      cross: t('Cross'),
    };
    const segments = this.internals.attentions.map(({ kind }) => ({ value: kind, label: names[kind] }));
    return html`<lens-segments
      .segments=${segments}
      .chosen=${this.looked.stack.kind}
      .label=${t('Which attention')}
      @choose=${(event: CustomEvent<AttentionKind>) => this.#fire('kind', event.detail)}
    ></lens-segments>`;
  }

  #check(label: string, checked: boolean, event: string, detailOf: (checked: boolean) => unknown): TemplateResult {
    return html`<vscode-checkbox
      label=${label}
      ?checked=${checked}
      @change=${(change: Event) => this.#fire(event, detailOf((change.currentTarget as VscodeCheckbox).checked))}
    ></vscode-checkbox>`;
  }

  #cost(): string {
    const { ms, kept, attentions } = this.internals;
    const heads = attentions.reduce((sum, stack) => sum + stack.layers * stack.heads, 0);
    return kept
      ? t('{0} with all {1} heads', formatDuration(ms), formatCount(heads))
      : t('{0}, a layer at a time', formatDuration(ms));
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function modes({ stack }: Looked): Segment[] {
  const all: (Segment & { value: Mode })[] = [
    { value: 'head', label: t('Head') },
    { value: 'mean', label: t('Mean') },
    { value: 'rollout', label: t('Rollout') },
  ];
  return all.filter(({ value }) => value !== 'rollout' || hasRollout(stack));
}

function orderName(order: HeadOrder): string {
  const names: Record<HeadOrder, string> = {
    layer: t('Order: layer and head'),
    entropy: t('Order: entropy'),
    distance: t('Order: distance'),
  };
  return names[order];
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-tools': ToolRow;
  }
}
