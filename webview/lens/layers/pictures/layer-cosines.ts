import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { divergingScale } from '../../../shared/colour/scale';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import '../../../shared/heatmap/heatmap';
import type { Heatmap } from '../../../shared/heatmap/heatmap';
import type {
  Cell,
  CellFacts,
  CellValue,
  HeatmapAxis,
  HeatmapMarks,
  HeatmapValues,
} from '../../../shared/heatmap/heatmap-data';
import { Kept } from '../../../shared/store/kept';
import { stateAxis, stateWords } from '../scene/layer-names';
import { stateNameOf, type LayersScene } from '../scene/layers-scene';
import { cosineText } from './cosine-text';
import { heatmapFigure } from './heatmap-figure';
import { PictureElement, type Figure, type PlaceEvent } from './picture-element';

const scale = divergingScale();
const maxCell = { width: 33, height: 33 };

/** How like each other the layers are: cosine between two states of a token, mean over the tokens. */
@customElement('layers-between')
export class LayerCosines extends PictureElement {
  readonly #heatmap = createRef<Heatmap>();
  readonly #rows = new Kept<HeatmapAxis>();
  readonly #columns = new Kept<HeatmapAxis>();
  readonly #values = new Kept<HeatmapValues>();
  readonly #marks = new Kept<HeatmapMarks>();
  readonly #describe = new Kept<(cell: Cell, value: CellValue) => CellFacts>();

  override render(): TemplateResult {
    const { scene } = this;
    const { overview, state } = scene;
    const { states, layerCosines: values } = overview;
    return html`
      <div class="head">
        <h2>${t('Layers')} <span>${this.#note()}</span></h2>
      </div>
      <lens-heatmap
        .label=${t('Mean cosine between layers')}
        .rows=${this.#rows.get([states], () => stateAxis(states))}
        .columns=${this.#columns.get([states], () => stateAxis(states, true))}
        .values=${this.#values.get([values], () => ({ kind: 'all', values }))}
        .scale=${scale}
        .marks=${this.#marks.get([state], () => ({ rows: [state], columns: [state], cell: null }))}
        .format=${cosineText}
        .describe=${this.#describe.get([scene], () => (cell: Cell, value: CellValue) => describe(scene, cell, value))}
        .columnLabels=${'below'}
        .maxCell=${maxCell}
        .maxHeight=${420}
        .numbersFrom=${22}
        ${ref(this.#heatmap)}
        @choose=${(event: PlaceEvent) => this.fire('choose-state', event.detail.row ?? event.detail.column)}
        @let-go=${this.onLetGo}
      ></lens-heatmap>
    `;
  }

  override figure(): Figure | null {
    return heatmapFigure(this.#heatmap.value, t('Layers'), this.#note());
  }

  #note(): string {
    return t('mean cosine, token by token');
  }
}

function describe(scene: LayersScene, { row, column }: Cell, { value }: CellValue): CellFacts {
  return {
    what: `${stateWords(row)}, ${stateWords(column)}`,
    value: value === null ? '' : formatFixed(value, 4),
    detail: t('mean cosine of {0} tokens', formatCount(scene.axis.count)),
    name: `${stateNameOf(scene, row)}, ${stateNameOf(scene, column)}`,
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'layers-between': LayerCosines;
  }
}
