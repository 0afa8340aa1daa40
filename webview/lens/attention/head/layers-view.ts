import { t } from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { formatFixed } from '../../../shared/format/numbers';
import '../../../shared/heatmap/heatmap';
import type { Heatmap } from '../../../shared/heatmap/heatmap';
import {
  noMarks,
  type Cell,
  type CellFacts,
  type CellValue,
  type HeatmapAxis,
  type HeatmapMarks,
  type HeatmapValues,
} from '../../../shared/heatmap/heatmap-data';
import type { Box } from '../../../shared/heatmap/layout';
import { elementStyles } from '../../../shared/theme/element-styles';
import { followRows, type RowsOnShow } from '../lines/rows-on-show';
import { Kept } from '../../../shared/store/kept';
import type { Scene } from '../scene/scene';
import { headStyles } from './head-styles';
import { numberInCell } from './describe-cell';
import { chosenNames, layerAxis, throughLayers } from './layers-heatmap';

const layerHeight = 18;
/** Rows of many layers are lower, down to this. */
const lowest = 12;
const [usualHeight, mostHeight] = [layerHeight * 16, lowest * 40];
/** Room in px from which on rows are named "layer 12", not "12". */
const namedFrom = 58;

/**
 * What the chosen tokens attend to layer by layer, in the columns of the heatmap above.
 *
 * @fires choose-layer - detail: the layer that was clicked
 * @fires let-go - Esc
 * @fires point - detail `{ row: null, column }`: under pointer or keyboard
 */
@customElement('attention-layers')
export class LayersView extends LitElement {
  static override styles = [
    elementStyles,
    headStyles,
    css`
      :host {
        margin-top: 14px;
      }

      h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) accessor scene!: Scene;
  @property({ attribute: false }) accessor rowsOnShow!: RowsOnShow;

  #plot: Box | null = null;
  readonly #heatmap = createRef<Heatmap>();
  readonly #rows = new Kept<HeatmapAxis>();
  readonly #values = new Kept<HeatmapValues>();
  readonly #marks = new Kept<HeatmapMarks>();
  readonly #cellSize = new Kept<{ width: number; height: number }>();
  readonly #describe = new Kept<(cell: Cell, value: CellValue) => CellFacts>();

  constructor() {
    super();
    followRows(this, () => this.#followRows());
  }

  override render(): TemplateResult {
    const { scene } = this;
    const plot = this.rowsOnShow.value?.plot ?? null;
    this.#plot = plot;
    const { layers } = scene.looked.stack;
    const { cell } = scene;
    const short = plot !== null && plot.x < namedFrom;
    const width = plot ? plot.width / scene.keys.count : 36;
    return html`
      ${this.#title()}
      <lens-heatmap
        .label=${t('Attention by layer, mean over heads')}
        .rows=${this.#rows.get([layers, short], () => layerAxis(layers, short))}
        .columns=${scene.keys}
        .values=${this.#values.get([scene.profile, scene.chosen, scene.keys.axis], () => throughLayers(scene))}
        .marks=${this.#marks.get([cell], () => ({ ...noMarks, columns: cell ? [cell.column] : [] }))}
        .format=${numberInCell}
        .describe=${this.#describe.get([scene], () => (at: Cell, value: CellValue) => factsOf(scene, at, value))}
        .columnLabels=${'none'}
        .square=${false}
        .labelWidth=${plot?.x ?? null}
        .maxCell=${this.#cellSize.get([width], () => ({ width, height: layerHeight }))}
        .maxHeight=${Math.min(mostHeight, Math.max(usualHeight, layers * lowest))}
        @choose=${(event: CustomEvent<{ row: number | null }>) => this.#fire('choose-layer', event.detail.row)}
        @let-go=${() => this.#fire('let-go', undefined)}
        @hover=${(event: CustomEvent<{ column: number | null }>) =>
          this.#fire('point', { row: null, column: event.detail.column })}
        ${ref(this.#heatmap)}
      ></lens-heatmap>
    `;
  }

  protected override updated(): void {
    this.#followView();
  }

  /** Zooming moves the columns only; all else follows from where the heatmap's cells are. */
  #followRows(): void {
    if (this.rowsOnShow.value?.plot === this.#plot) this.#followView();
    else this.requestUpdate();
  }

  #followView(): void {
    const shared = this.rowsOnShow.value;
    const heatmap = this.#heatmap.value;
    if (!shared || !heatmap) return;
    const { column, columns } = shared.view;
    if (heatmap.view.column === column && heatmap.view.columns === columns) return;
    heatmap.show({ row: 0, rows: this.scene.looked.stack.layers, column, columns });
  }

  #title(): TemplateResult {
    const { scene } = this;
    if (scene.chosen.length === 0) {
      return html`<h2>${t('All tokens through the layers')} <span>${t('mean over heads and tokens')}</span></h2>`;
    }
    const note = scene.chosen.length > 1 ? t('their sum, mean over heads') : t('mean over heads');
    return html`<h2><b class="name">${chosenNames(scene)}</b> ${t('through the layers')} <span>${note}</span></h2>`;
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function factsOf(scene: Scene, { row, column }: Cell, { value }: CellValue): CellFacts {
  const from = scene.chosen.length > 0 ? chosenNames(scene) : t('all tokens');
  const key = scene.keys.label(column);
  return {
    what: `${from} → ${key}`,
    spoken: t('{0} to {1}', from, key),
    value: value === null ? '…' : formatFixed(value),
    detail: t('layer {0}, mean over heads', row),
    name: '',
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-layers': LayersView;
  }
}
