import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { iconButton } from '../../../shared/elements/icon-button';
import '../../../shared/heatmap/heatmap';
import type { Heatmap } from '../../../shared/heatmap/heatmap';
import {
  nothingLinked,
  type Cell,
  type CellFacts,
  type CellValue,
  type HeatmapLinked,
  type HeatmapMarks,
} from '../../../shared/heatmap/heatmap-data';
import { elementStyles } from '../../../shared/theme/element-styles';
import { matrixMeasures, matrixTitle } from '../head-words';
import type { RowsOnShow } from '../lines/rows-on-show';
import { Kept } from '../../../shared/store/kept';
import type { Scene } from '../scene/scene';
import { describeCell, numberInCell } from './describe-cell';
import { headStyles } from './head-styles';
import './layers-view';
import { neuronDisclosure, neuronPart } from './neuron-part';

/** From so many tokens on it is said that the heatmap zooms. */
const zoomedFrom = 24;

/**
 * The chosen head: its heatmap, under it the chosen tokens through the layers in the same columns, and on demand how the
 * chosen weight comes about.
 *
 * @fires choose-cell - detail `{ row, column, add }`, as the heatmap's `choose`
 * @fires choose-layer - detail: a layer
 * @fires let-go - Esc
 * @fires point - detail `{ row, column }`: under pointer or keyboard
 * @fires step - detail `{ of: 'head' | 'layer', by }`
 * @fires toggle-neuron
 */
@customElement('attention-head')
export class HeadView extends LitElement {
  static override styles = [elementStyles, headStyles];

  @property({ attribute: false }) accessor scene!: Scene;
  @property({ attribute: false }) accessor linked: HeatmapLinked = nothingLinked;
  @property({ attribute: false }) accessor neuronOpen = false;
  /** Told where rows and columns are. */
  @property({ attribute: false }) accessor rowsOnShow!: RowsOnShow;
  @property({ attribute: false }) accessor maxHeight = 560;

  readonly #heatmap = createRef<Heatmap>();
  readonly #head = createRef<HTMLElement>();
  /** The name and its measures may take two lines where there is little room. */
  readonly #sizes = new ResizeObserver(() => this.rowsOnShow.setHeading(this.#head.value?.offsetHeight ?? 0));
  readonly #marks = new Kept<HeatmapMarks>();
  readonly #describe = new Kept<(cell: Cell, value: CellValue) => CellFacts>();

  /** The heatmap on show, for files. */
  get picture(): Heatmap | null {
    return this.#heatmap.value ?? null;
  }

  /** Puts the keyboard on the heatmap. */
  focusPicture(): void {
    this.picture?.renderRoot.querySelector<HTMLElement>('[tabindex]')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observeHead();
  }

  protected override firstUpdated(): void {
    this.#observeHead();
  }

  override render(): TemplateResult {
    const { scene } = this;
    const { chosen, chosenKeys, cell, progress, failure } = scene;
    return html`
      ${this.#title()}
      <lens-heatmap
        .label=${t('{0}: attention from row to column', matrixTitle(scene.matrix, scene.looked.stack))}
        .rows=${scene.queries}
        .columns=${scene.keys}
        .values=${scene.values}
        .marks=${this.#marks.get([chosen, chosenKeys, cell], () => ({
          rows: chosen,
          columns: cell ? [...chosenKeys, cell.column] : chosenKeys,
          cell,
        }))}
        .linked=${this.linked}
        .format=${numberInCell}
        .describe=${this.#describe.get([scene], () => (at: Cell, value: CellValue) => describeCell(scene, at, value))}
        .maxHeight=${this.maxHeight}
        .zoomable=${Math.max(scene.queries.count, scene.keys.count) > zoomedFrom}
        @choose=${(event: CustomEvent<unknown>) => this.#fire('choose-cell', event.detail)}
        @let-go=${() => this.#fire('let-go')}
        @hover=${(event: CustomEvent<unknown>) => this.#fire('point', event.detail)}
        @step=${(event: CustomEvent<unknown>) => this.#fire('step', event.detail)}
        @arranged=${this.#onArranged}
        ${ref(this.#heatmap)}
      ></lens-heatmap>
      <div class="visually-hidden" role="status">
        ${progress === null ? nothing : progress || t('Asking the engine')}
      </div>
      ${failure ? html`<p class="waiting" role="status">${failure.message}</p>` : nothing}
      <attention-layers
        .scene=${scene}
        .rowsOnShow=${this.rowsOnShow}
        @choose-layer=${(event: CustomEvent<unknown>) => this.#fire('choose-layer', event.detail)}
        @let-go=${() => this.#fire('let-go')}
        @point=${(event: CustomEvent<unknown>) => this.#fire('point', event.detail)}
      ></attention-layers>
      ${neuronDisclosure(scene, this.neuronOpen, () => this.#fire('toggle-neuron'))}
      ${neuronPart(scene, this.neuronOpen, () => this.#closeNeuron())}
    `;
  }

  #observeHead(): void {
    if (this.#head.value) this.#sizes.observe(this.#head.value);
  }

  #title(): TemplateResult {
    const { matrix, looked, progress } = this.scene;
    // What is waited for stands where the measures will, so that nothing moves when they come.
    const measures = progress === null ? matrixMeasures(this.scene) : progress || t('Asking the engine');
    const title = matrixTitle(matrix, looked.stack);
    return html`<div class="head" ${ref(this.#head)}>
      <h2 title=${`${title} ${measures}`.trim()}>${title} <span>${measures}</span></h2>
      ${looked.allLayers ? nothing : this.#steps(looked.mode === 'head' ? 'head' : 'layer')}
    </div>`;
  }

  #steps(of: 'head' | 'layer'): TemplateResult {
    const [before, after] =
      of === 'head' ? [t('Previous Head'), t('Next Head')] : [t('Previous Layer'), t('Next Layer')];
    return html`${iconButton({ name: 'arrow-left', label: before, onClick: () => this.#fire('step', { of, by: -1 }) })}
    ${iconButton({ name: 'arrow-right', label: after, onClick: () => this.#fire('step', { of, by: 1 }) })}`;
  }

  /** Esc gives the keyboard back to where the neurons were opened. */
  #closeNeuron(): void {
    this.#fire('toggle-neuron');
    this.renderRoot.querySelector<HTMLElement>('.disclosure')?.focus();
  }

  readonly #onArranged = (): void => {
    const heatmap = this.picture;
    if (!heatmap?.layout) return;
    this.rowsOnShow.set({ plot: heatmap.layout.plot, view: heatmap.view });
  };

  #fire(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-head': HeadView;
  }
}
