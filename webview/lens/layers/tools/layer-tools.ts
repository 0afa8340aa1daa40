import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import type { VscodeCheckbox } from '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { HiddenKind } from '../../../../src/common/contracts/internals/stacks';
import { iconButton } from '../../../shared/elements/icon-button';
import '../../../shared/elements/menu-button';
import type { MenuItem } from '../../../shared/elements/menu-button';
import '../../../shared/elements/segments';
import { selectStyles } from '../../../shared/elements/select-styles';
import { formatCount } from '../../../shared/format/numbers';
import { elementStyles } from '../../../shared/theme/element-styles';
import { toolRowStyles } from '../../internals/tool-row-styles';
import { stateName } from '../scene/layer-names';
import type { LayersScene } from '../scene/layers-scene';
import { toolStyles } from './tool-styles';

/** More states than this, or less width, and they are a list to choose from instead of segments. */
const mostSegments = 9;

/**
 * After which layer the states are looked at, how tokens become rows, what the states are, and Export.
 *
 * @fires state - detail: a hidden state
 * @fires kind - detail: `encoder` or `decoder`
 * @fires axis - detail: the axis options
 */
@customElement('layers-tools')
export class LayerTools extends LitElement {
  static override styles = [elementStyles, selectStyles, toolRowStyles, toolStyles];

  @property({ attribute: false }) accessor scene!: LayersScene;
  @property({ attribute: false }) accessor exports: readonly MenuItem[] = [];
  /** Whether segments have no room. */
  @property({ attribute: false }) accessor narrow = false;

  override render(): TemplateResult {
    const { stacks, stack, options, overview } = this.scene;
    const asList = this.narrow || overview.states > mostSegments;
    return html`<div class="row" role="group" aria-label=${t('How the layers are looked at')}>
      ${stacks.length > 1 ? this.#kinds() : nothing}
      <span class="dim">${t('After')}</span>
      ${asList ? this.#list() : this.#segments()}
      ${this.#check(t('Merge sub-words'), options.mergeWords, (mergeWords) => ({ ...options, mergeWords }))}
      ${this.#check(t('Leave out special tokens'), options.leaveOutSpecial, (leaveOutSpecial) => ({
        ...options,
        leaveOutSpecial,
      }))}
      <span class="facts">${this.#facts(stack.name)}</span>
      <lens-menu-button .icon=${'export'} .label=${t('Export')} .items=${this.exports}></lens-menu-button>
    </div>`;
  }

  #kinds(): TemplateResult {
    const names: Record<HiddenKind, string> = { self: t('Self'), encoder: t('Encoder'), decoder: t('Decoder') };
    return html`<lens-segments
      .segments=${this.scene.stacks.map(({ kind }) => ({ value: kind, label: names[kind] }))}
      .chosen=${this.scene.stack.kind}
      .label=${t('Which layers')}
      @choose=${(event: CustomEvent<HiddenKind>) => this.#fire('kind', event.detail)}
    ></lens-segments>`;
  }

  #segments(): TemplateResult {
    const { state, overview } = this.scene;
    return html`<lens-segments
      .segments=${Array.from({ length: overview.states }, (_, at) => ({ value: String(at), label: stateName(at) }))}
      .chosen=${String(state)}
      .label=${t('After which layer')}
      @choose=${(event: CustomEvent<string>) => this.#fire('state', Number(event.detail))}
    ></lens-segments>`;
  }

  #list(): TemplateResult {
    const { state, overview } = this.scene;
    const beside = (step: -1 | 1) => Math.max(0, Math.min(overview.states - 1, state + step));
    const button = (name: string, label: string, step: -1 | 1) =>
      iconButton({ name, label, onClick: () => this.#fire('state', beside(step)) });
    return html`<span class="list">
      ${button('arrow-left', t('Layer Before'), -1)}
      <select
        aria-label=${t('After which layer')}
        .value=${String(state)}
        @change=${(event: Event) => this.#fire('state', Number((event.currentTarget as HTMLSelectElement).value))}
      >
        ${Array.from(
          { length: overview.states },
          (_, at) => html`<option value=${at} ?selected=${at === state}>${stateName(at)}</option>`,
        )}
      </select>
      ${button('arrow-right', t('Layer After'), 1)}
    </span>`;
  }

  #check(label: string, checked: boolean, optionsOf: (checked: boolean) => AxisOptions): TemplateResult {
    return html`<vscode-checkbox
      label=${label}
      ?checked=${checked}
      @change=${(event: Event) => this.#fire('axis', optionsOf((event.currentTarget as VscodeCheckbox).checked))}
    ></vscode-checkbox>`;
  }

  /** `hidden_states[4], 10 × 768, float32` */
  #facts(name: string): string {
    const { state, axis, stack, overview } = this.scene;
    const size = `${formatCount(axis.count)} × ${formatCount(stack.hiddenSize)}`;
    const normed = stack.finalNorm && state === overview.states - 1 ? `, ${t('after the final norm')}` : '';
    return `${name}[${state}], ${size}, float32${normed}`;
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'layers-tools': LayerTools;
  }
}
