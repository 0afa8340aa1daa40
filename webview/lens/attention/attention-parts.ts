import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { AxisOptions } from '../../../src/common/contracts/internals/run-row';
import type { AttentionKind, Internals } from '../../../src/common/contracts/internals/stacks';
import type { MenuItem } from '../../shared/elements/menu-button';
import type { HeatmapLinked } from '../../shared/heatmap/heatmap-data';
import type { HeatmapPlace } from '../../shared/heatmap/heatmap-input';
import type { LensStore } from '../store/lens-store';
import type { AttentionActions } from './actions';
import './grid/head-grid';
import type { GridCell } from './grid/grid-layout';
import type { LayerRange } from './grid/grid-source';
import type { HeadOrder } from './grid/head-order';
import './head/head-view';
import { headsExplained } from './head-words';
import type { LineEntry } from './lines/attention-lines';
import './lines/lines-view';
import type { RowsOnShow } from './lines/rows-on-show';
import type { Mode } from './looked';
import type { Scene } from './scene/scene';
import type { TableLink } from './stats/link-table';
import './stats/stats-view';
import './tools/tool-row';

export interface PartsParams {
  readonly store: LensStore;
  readonly internals: Internals;
  readonly scene: Scene;
  readonly actions: AttentionActions;
  readonly linked: HeatmapLinked;
  /** Where the heatmap has its rows, for what is beside. */
  readonly rowsOnShow: RowsOnShow;
  /** Whether the lines stand beside the heatmap; else below it. */
  readonly beside: boolean;
  readonly exports: readonly MenuItem[];
  /** Told which layers of the grid are in view. */
  readonly onLayersInView: (layers: LayerRange) => void;
  /** Where the parts are drawn. */
  readonly root: ParentNode;
}

type Detail<Value> = CustomEvent<Value>;

/** The parts of the view with what their events do. */
export function attentionParts(params: PartsParams): TemplateResult {
  return html`${toolRow(params)}
    <div class="parts">${heads(params)} ${head(params)} ${lines(params)} ${stats(params)}</div>`;
}

function toolRow({ internals, scene, actions, exports }: PartsParams): TemplateResult {
  return html`<attention-tools
    .internals=${internals}
    .looked=${scene.looked}
    .axis=${scene.asked.axis}
    .order=${actions.left.order}
    .exports=${exports}
    @kind=${({ detail }: Detail<AttentionKind>) => actions.setKind(detail)}
    @mode=${({ detail }: Detail<Mode>) => actions.setMode(detail, scene)}
    @order=${({ detail }: Detail<HeadOrder>) => actions.leave({ order: detail })}
    @axis=${({ detail }: Detail<AxisOptions>) => actions.setAxis(detail)}
    @all-layers=${({ detail }: Detail<boolean>) => actions.setAllLayers(detail)}
  ></attention-tools>`;
}

function heads({ scene, actions, root, onLayersInView }: PartsParams): TemplateResult {
  const { stack, layer, head } = scene.looked;
  const explanation = headsExplained(stack);
  const order = actions.left.order === 'layer' ? t('a row a layer') : t('in order, named layer.head');
  const choose = ({ detail }: Detail<GridCell>) => actions.chooseHead(detail, scene);
  const open = (event: Detail<GridCell>): void => {
    choose(event);
    root.querySelector('attention-head')?.focusPicture();
  };
  return html`<section class="heads">
    <h2>${t('Heads')} <span>${explanation}, ${scene.gridProgress || order}</span></h2>
    <div class="visually-hidden" role="status">${scene.gridProgress ?? nothing}</div>
    ${scene.gridFailure === null ? nothing : html`<p class="waiting" role="status">${scene.gridFailure}</p>`}
    <attention-grid
      .stack=${stack}
      .grid=${scene.grid}
      .rollout=${scene.rollout}
      .order=${actions.left.order}
      .layer=${layer}
      .head=${head}
      .row=${scene.asked.row}
      @choose=${choose}
      @open=${open}
      @in-view=${({ detail }: Detail<LayerRange>) => onLayersInView(detail)}
    ></attention-grid>
  </section>`;
}

function head({ scene, actions, linked, rowsOnShow }: PartsParams): TemplateResult {
  return html`<attention-head
    class="one"
    .scene=${scene}
    .linked=${linked}
    .rowsOnShow=${rowsOnShow}
    .neuronOpen=${actions.left.neuron}
    @choose-cell=${({ detail }: Detail<HeatmapPlace & { add: boolean }>) => actions.chooseCell(detail, scene)}
    @choose-layer=${({ detail }: Detail<number | null>) => actions.chooseLayer(detail)}
    @let-go=${() => actions.letGo(scene)}
    @point=${({ detail }: Detail<HeatmapPlace>) => actions.point(detail, scene)}
    @step=${({ detail }: Detail<{ of: 'head' | 'layer'; by: number }>) => actions.step(detail.of, detail.by, scene)}
    @toggle-neuron=${() => actions.leave({ neuron: !actions.left.neuron })}
  ></attention-head>`;
}

function lines({ scene, actions, linked, rowsOnShow, beside }: PartsParams): TemplateResult {
  const placeOf = (entry: LineEntry | null): HeatmapPlace => ({
    row: entry?.side === 'query' ? entry.entry : null,
    column: entry?.side === 'key' ? entry.entry : null,
  });
  return html`<attention-lines-view
    class="lines"
    .scene=${scene}
    .rowsOnShow=${rowsOnShow}
    .beside=${beside}
    .threshold=${actions.left.threshold}
    .linked=${linked}
    @threshold=${({ detail }: Detail<number>) => actions.leave({ threshold: detail })}
    @choose-entry=${({ detail }: Detail<LineEntry & { add: boolean }>) => actions.chooseEntry(detail, scene)}
    @hover-entry=${({ detail }: Detail<LineEntry | null>) => actions.point(placeOf(detail), scene)}
  ></attention-lines-view>`;
}

function stats({ scene, actions }: PartsParams): TemplateResult {
  const point = ({ detail }: Detail<TableLink | null>) =>
    actions.point({ row: null, column: detail?.key ?? null }, scene);
  return html`<attention-stats
    class="stats"
    .scene=${scene}
    @choose-head=${({ detail }: Detail<{ layer: number; head: number }>) => actions.chooseHead(detail, scene)}
    @choose-link=${({ detail }: Detail<TableLink>) => actions.chooseLink(detail, scene)}
    @hover-link=${point}
  ></attention-stats>`;
}
