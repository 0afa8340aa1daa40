import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { createRef, ref } from 'lit/directives/ref.js';
import '../../../shared/colour/legend';
import { formatFixed } from '../../../shared/format/numbers';
import '../../../shared/heatmap/heatmap';
import type { Heatmap } from '../../../shared/heatmap/heatmap';
import type { Cell, CellFacts, CellValue, HeatmapMarks, HeatmapValues } from '../../../shared/heatmap/heatmap-data';
import type { HeatmapPlace } from '../../../shared/heatmap/heatmap-input';
import { Kept } from '../../../shared/store/kept';
import { stateAxis, stateWords } from '../scene/layer-names';
import { labelWidthOf } from '../scene/label-width';
import { stateNameOf, type LayersScene } from '../scene/layers-scene';
import { normText } from '../scene/norm-scale';
import { normTable } from './norm-table';
import { PictureElement, type Figure, type PlaceEvent } from './picture-element';
import { heatmapFigure } from './heatmap-figure';

const maxCell = { width: 44, height: 25 };

/** The norm of each token's state after each layer: the chosen layer's row is outlined. */
@customElement('layers-norms')
export class LayerNorms extends PictureElement {
  readonly #heatmap = createRef<Heatmap>();
  readonly #states = new Kept<ReturnType<typeof stateAxis>>();
  readonly #values = new Kept<HeatmapValues>();
  readonly #labelWidth = new Kept<number>();
  readonly #marks = new Kept<HeatmapMarks>();
  readonly #describe = new Kept<(cell: Cell, value: CellValue) => CellFacts>();

  override render(): TemplateResult {
    const { scene } = this;
    const { overview, axis, norms, state, chosen } = scene;
    return html`
      <div class="head">
        <h2>${t('Norm')} <span>${this.#note()}</span></h2>
        <lens-legend .scale=${norms.scale} .width=${100} .label=${t('Norm')}></lens-legend>
      </div>
      <lens-heatmap
        .label=${t('Norm of each token after each layer')}
        .rows=${this.#states.get([overview.states], () => stateAxis(overview.states))}
        .columns=${axis}
        .values=${this.#values.get([overview.norms], () => ({ kind: 'all', values: overview.norms }))}
        .scale=${norms.scale}
        .marks=${this.#marks.get([state, chosen], () => ({ rows: [state], columns: chosen, cell: null }))}
        .linked=${this.linkedAt(null, this.linked)}
        .format=${normText}
        .describe=${this.#describe.get([scene], () => (cell: Cell, value: CellValue) => describe(scene, cell, value))}
        .square=${false}
        .maxCell=${maxCell}
        .labelWidth=${this.#labelWidth.get([scene.axis], () => labelWidthOf(scene))}
        .maxHeight=${420}
        .numbersFrom=${27}
        .zoomable=${axis.count > 60}
        ${ref(this.#heatmap)}
        @choose=${this.#onChoose}
        @hover=${(event: CustomEvent<HeatmapPlace>) => this.fire('point-entry', event.detail.column)}
        @let-go=${this.onLetGo}
        @step=${(event: CustomEvent<{ by: number }>) => this.#step(event.detail.by)}
        >${guard([scene], () => normTable(scene))}</lens-heatmap
      >
    `;
  }

  override figure(): Figure | null {
    return heatmapFigure(this.#heatmap.value, t('Norm'), this.#note());
  }

  #note(): string {
    const note = t('of each token’s state, after each layer');
    return this.scene.norms.root ? `${note}; ${t('√ scale')}` : note;
  }

  #step(by: number): void {
    const { state, overview } = this.scene;
    this.fire('choose-state', Math.max(0, Math.min(overview.states - 1, state + by)));
  }

  /** A cell stands for a layer and a token; a chosen token stays chosen. */
  readonly #onChoose = (event: PlaceEvent): void => {
    const { row, column, add } = event.detail;
    if (row !== null) this.fire('choose-state', row);
    const keeps = row !== null && !add && column !== null && this.scene.chosen.includes(column);
    if (column !== null && !keeps) this.fire('choose-entry', { entry: column, add });
  };
}

function describe(scene: LayersScene, { row, column }: Cell, { value }: CellValue): CellFacts {
  return {
    what: `${scene.axis.label(column)}, ${stateWords(row)}`,
    value: value === null ? '' : formatFixed(value, 3),
    detail: timesBefore(scene, row, column),
    name: stateNameOf(scene, row, column),
  };
}

/** `1.17 × the layer before` */
function timesBefore({ overview, axis }: LayersScene, state: number, entry: number): string {
  const [now, before] = [state, state - 1].map((at) => overview.norms[at * axis.count + entry]);
  if (state === 0 || now === undefined || !before) return '';
  return t('{0} × the layer before', formatFixed(now / before, 2));
}

declare global {
  interface HTMLElementTagNameMap {
    'layers-norms': LayerNorms;
  }
}
