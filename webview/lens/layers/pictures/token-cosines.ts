import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import '../../../shared/colour/legend';
import { divergingScale } from '../../../shared/colour/scale';
import { formatFixed } from '../../../shared/format/numbers';
import '../../../shared/heatmap/heatmap';
import type { Heatmap } from '../../../shared/heatmap/heatmap';
import type { Cell, CellFacts, CellValue, HeatmapMarks, HeatmapValues } from '../../../shared/heatmap/heatmap-data';
import type { HeatmapPlace } from '../../../shared/heatmap/heatmap-input';
import { Kept } from '../../../shared/store/kept';
import { afterState } from '../scene/layer-names';
import { labelWidthOf } from '../scene/label-width';
import { stateNameOf, type LayersScene, type TokenCosines } from '../scene/layers-scene';
import { cosineText } from './cosine-text';
import { heatmapFigure } from './heatmap-figure';
import './nearest-tokens';
import { PictureElement, type Figure, type PlaceEvent } from './picture-element';

const scale = divergingScale();
const maxCell = { width: 26, height: 26 };
const largeFrom = 40;

/** How like each other the tokens' states are after the chosen layer, and which are nearest to the chosen token. */
@customElement('layers-token-cosines')
export class TokenCosinesPicture extends PictureElement {
  static override styles = [
    ...PictureElement.styles,
    css`
      .both {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        gap: 12px 20px;
      }

      lens-heatmap {
        flex: 1 1 260px;
        min-width: min(100%, 200px);
        max-width: 420px;
      }

      /* Many tokens need the room. */
      .large lens-heatmap {
        flex-basis: 100%;
        max-width: none;
      }

      layers-nearest {
        flex: 1 1 140px;
        max-width: 260px;
      }
    `,
  ];

  readonly #heatmap = createRef<Heatmap>();
  readonly #values = new Kept<HeatmapValues>();
  readonly #labelWidth = new Kept<number>();
  readonly #marks = new Kept<HeatmapMarks>();
  readonly #describe = new Kept<(cell: Cell, value: CellValue) => CellFacts>();
  readonly #format = new Kept<(value: number, cell: Cell) => string | null>();

  override render(): TemplateResult {
    const { scene } = this;
    return html`
      <div class="head">
        <h2>${t('Tokens')} <span>${this.#note()}</span></h2>
        <lens-legend .scale=${scale} .width=${100} .label=${t('Cosine')}></lens-legend>
      </div>
      <div class=${scene.axis.count > largeFrom ? 'both large' : 'both'}>
        ${scene.cosines ? this.#picture(scene, scene.cosines) : nothing}
        <layers-nearest
          .scene=${scene}
          @choose-entry=${(event: CustomEvent) => this.fire('choose-entry', event.detail)}
          @point-entry=${(event: CustomEvent) => this.fire('point-entry', event.detail)}
          @let-go=${this.onLetGo}
        ></layers-nearest>
      </div>
    `;
  }

  override figure(): Figure | null {
    return heatmapFigure(this.#heatmap.value, t('Tokens'), this.#note());
  }

  #picture(scene: LayersScene, cosines: TokenCosines): TemplateResult {
    const { axis, values } = cosines;
    const marked = this.#marks.get([cosines, scene.chosen], () => {
      const blocks = scene.chosen.map((entry) => axis.blockOf(entry));
      return { rows: blocks, columns: blocks, cell: null };
    });
    const linked = this.linked === null ? null : axis.blockOf(this.linked);
    return html`<lens-heatmap
      .label=${t('Cosine between tokens {0}', afterState(cosines.state))}
      .rows=${axis}
      .columns=${axis}
      .values=${this.#values.get([values], () => ({ kind: 'all', values }))}
      .scale=${scale}
      .marks=${marked}
      .linked=${this.linkedAt(linked, linked)}
      .format=${this.#format.get([marked], () => (value: number, cell: Cell) => numberOf(marked, value, cell))}
      .describe=${this.#describe.get([scene, cosines], () => (cell: Cell, value: CellValue) => describe(scene, cosines, cell, value))}
      .maxCell=${maxCell}
      .labelWidth=${this.#labelWidth.get([scene.axis], () => labelWidthOf(scene))}
      .maxHeight=${420}
      .zoomable=${axis.count > largeFrom}
      ${ref(this.#heatmap)}
      @choose=${(event: PlaceEvent) => this.#onChoose(event, cosines)}
      @hover=${(event: CustomEvent<HeatmapPlace>) => this.#onHover(event.detail, cosines)}
      @let-go=${this.onLetGo}
    ></lens-heatmap>`;
  }

  #note(): string {
    const { cosines, state } = this.scene;
    const note = t('cosine {0}', afterState(cosines?.state ?? state));
    return cosines && !cosines.axis.exact ? `${note}; ${t('means of neighbouring tokens')}` : note;
  }

  #onChoose({ detail: { row, column, add } }: PlaceEvent, { axis }: TokenCosines): void {
    const block = row ?? column;
    if (block !== null) this.fire('choose-entry', { entry: axis.entryOf(block), add });
  }

  #onHover({ row, column }: HeatmapPlace, { axis }: TokenCosines): void {
    const block = column ?? row;
    this.fire('point-entry', block === null ? null : axis.entryOf(block));
  }
}

/** Numbers stand in the chosen rows only: all of them would be a wall. */
function numberOf({ rows }: HeatmapMarks, value: number, { row }: Cell): string | null {
  return rows.includes(row) ? cosineText(value) : null;
}

function describe(
  scene: LayersScene,
  { axis, state }: TokenCosines,
  { row, column }: Cell,
  { value }: CellValue,
): CellFacts {
  const [one, other] = [axis.entryOf(row), axis.entryOf(column)];
  const names = [stateNameOf(scene, state, one), stateNameOf(scene, state, other)];
  return {
    what: `${scene.axis.label(one)}, ${scene.axis.label(other)}`,
    value: value === null ? '' : formatFixed(value, 4),
    detail: axis.exact ? t('cosine') : t('mean cosine of neighbouring tokens'),
    name: axis.exact ? `cos(${names.join(', ')})` : '',
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'layers-token-cosines': TokenCosinesPicture;
  }
}
