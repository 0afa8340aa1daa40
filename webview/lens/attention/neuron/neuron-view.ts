import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { Neuron } from '../../../../src/common/contracts/internals/attention';
import { ThemeController } from '../../../shared/colour/theme-observer';
import '../../../shared/elements/bar';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { fitCanvas } from '../../../shared/heatmap/fit-canvas';
import { WidthController } from '../../../shared/layout/width';
import { moveCursor } from '../../../shared/table/move-cursor';
import { elementStyles } from '../../../shared/theme/element-styles';
import { painted } from '../paint/marks';
import { neuronStyles } from './neuron-styles';
import { barRowHeight, dimensionAt, paintNeuron, type BarRow } from './paint-neuron';
import { softmaxRows } from './softmax-rows';

/** Keys that are listed; the others are folded with their sum. */
const mostKeys = 12;
const pageOfDimensions = 8;
const asInList: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' };

/**
 * How one head comes to one weight: query, key and their product by dimension, the sum, scale, score and softmax.
 *
 * @fires close - Esc
 */
@customElement('attention-neuron')
export class NeuronView extends LitElement {
  static override styles = [elementStyles, neuronStyles];

  @property({ attribute: false }) accessor neuron: Neuron | null = null;
  /** The key that is looked at, as a token. */
  @property({ attribute: false }) accessor key = 0;
  @property({ attribute: false }) accessor keyText: (token: number) => string = String;

  @state() private accessor dimension = -1;

  readonly #theme = new ThemeController(this);
  readonly #width = new WidthController(this);
  readonly #canvas = createRef<HTMLCanvasElement>();

  override render(): TemplateResult {
    const { neuron } = this;
    return html`<section aria-label=${t('Neurons')} @keydown=${this.#onEscape}>
      ${neuron ? this.#parts(neuron) : html`<p class="dim">${t('Asking for queries and keys')}</p>`}
    </section>`;
  }

  protected override updated(): void {
    const { neuron } = this;
    const canvas = this.#canvas.value;
    if (!neuron || !canvas) return;
    const rows = rowsOf(neuron);
    const width = this.#width.width;
    const context = fitCanvas(canvas, { width, height: rows.length * barRowHeight });
    const picture = { rows, width, theme: this.#theme.colours, hovered: this.dimension };
    if (context) painted('neuron', () => paintNeuron(context, picture));
  }

  #parts(neuron: Neuron): TemplateResult {
    return html`
      <div
        class="bars"
        role="listbox"
        aria-label=${t('Query, key and product by dimension')}
        aria-activedescendant="dimension"
        tabindex="0"
        @pointermove=${this.#onPointer}
        @pointerleave=${() => (this.dimension = -1)}
        @focus=${() => (this.dimension = Math.max(0, this.dimension))}
        @blur=${() => (this.dimension = -1)}
        @keydown=${this.#onKey}
      >
        <canvas aria-hidden="true" ${ref(this.#canvas)}></canvas>
        <div id="dimension" class="said" role="option" aria-selected="true">${this.#said(neuron)}</div>
      </div>
      ${this.#sums(neuron)} ${this.#softmax(neuron)}
    `;
  }

  #said({ query, key, product }: Neuron): string {
    const at = this.dimension;
    if (at < 0 || at >= product.length) return t('{0} dimensions', formatCount(product.length));
    const [q, k, both] = [query[at] ?? 0, key[at] ?? 0, product[at] ?? 0].map((value) => formatFixed(value));
    return t('dimension {0}: {1} × {2} = {3}', at, q ?? '', k ?? '', both ?? '');
  }

  #sums({ product, scale, bias, score, weight, weights }: Neuron): TemplateResult {
    const sum = product.reduce((total, value) => total + value, 0);
    const scaled = `${formatFixed(sum)} × ${formatFixed(scale)}`;
    const added = bias === 0 ? '' : ` ${bias < 0 ? '−' : '+'} ${formatFixed(Math.abs(bias))}`;
    return html`<dl>
      <dt>${t('Sum of the products')}</dt>
      <dd>${formatFixed(sum)}</dd>
      <dt>${t('Score')}</dt>
      <dd>
        ${scaled}${added} = <b>${formatFixed(score)}</b>${bias === 0 ? '' : ` ${t('(scale, then what position adds)')}`}
      </dd>
      <dt>${t('Weight')}</dt>
      <dd>${t('softmax over {0} tokens', formatCount(weights.length))} = <b>${formatFixed(weight)}</b></dd>
    </dl>`;
  }

  #softmax(neuron: Neuron): TemplateResult {
    const { rows, folded, foldedWeight } = softmaxRows(neuron, this.key, mostKeys);
    return html`<table>
      <caption>
        ${t('Score and weight of every key')}
      </caption>
      ${rows.map(
        ({ key, score, weight }) =>
          html`<tr class=${key === this.key ? 'looked-at' : ''}>
            <th scope="row" class="mono">${this.keyText(key)}</th>
            <td>${formatFixed(score, 2)}</td>
            <td class="bar"><lens-bar .fraction=${weight} .wins=${key === this.key}></lens-bar></td>
            <td>${formatFixed(weight)}</td>
          </tr>`,
      )}
      ${
        folded > 0
          ? html`<tr class="dim">
              <th scope="row">${t('{0} more', formatCount(folded))}</th>
              <td></td>
              <td></td>
              <td>${formatFixed(foldedWeight)}</td>
            </tr>`
          : nothing
      }
    </table>`;
  }

  readonly #onPointer = ({ offsetX }: PointerEvent): void => {
    this.dimension = dimensionAt(offsetX, this.#width.width, this.neuron?.product.length ?? 0);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const count = this.neuron?.product.length ?? 0;
    const next = moveCursor(asInList[event.key] ?? event.key, this.dimension, count, pageOfDimensions);
    if (next === undefined) return;
    event.preventDefault();
    this.dimension = next;
  };

  readonly #onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('close'));
  };
}

function rowsOf({ query, key, product }: Neuron): BarRow[] {
  const limit = Math.max(largest(query), largest(key));
  return [
    { label: t('query'), values: query, limit },
    { label: t('key'), values: key, limit },
    { label: t('product'), values: product, limit: largest(product) },
  ];
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-neuron': NeuronView;
  }
}
