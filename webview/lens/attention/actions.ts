import type { AttentionKind } from '../../../src/common/contracts/internals/stacks';
import type { Axis, AxisOptions } from '../../../src/common/contracts/internals/run-row';
import type { HeatmapPlace } from '../../shared/heatmap/heatmap-input';
import type { StoreElement } from '../store/store-element';
import type { ViewState } from '../store/view-state';
import { tokensOfEntry } from '../internals/axis/axis-entries';
import type { GridCell } from './grid/grid-layout';
import type { LineEntry } from './lines/attention-lines';
import { headBeside, type Mode } from './looked';
import type { Scene } from './scene/scene';
import { AttentionSelection } from './scene/selection';
import type { TableLink } from './stats/link-table';

type Look = ViewState['look'];
type Left = NonNullable<ViewState['attention']>;

/** How the view is when it was never used, besides what is looked at. */
const initial: Left = { order: 'layer', threshold: 0.1, neuron: false };

/** What clicks and keys in the view do: to what is looked at, to what is chosen, to what is pointed at. */
export class AttentionActions {
  readonly selection: AttentionSelection;
  readonly #host: StoreElement;
  /** The head to come back to from means. */
  #lastHead = 0;

  constructor(host: StoreElement) {
    this.#host = host;
    this.selection = new AttentionSelection(host);
  }

  /** How the view was left. */
  get left(): Left {
    return this.#host.store.view.attention ?? initial;
  }

  leave(change: Partial<Left>): void {
    this.#host.store.update({ attention: { ...this.left, ...change } });
  }

  setKind(kind: AttentionKind): void {
    this.#look({ kind });
  }

  setAxis(axis: AxisOptions): void {
    this.#look({ axis });
  }

  setAllLayers(allLayers: boolean): void {
    this.#look({ allLayers });
  }

  setMode(mode: Mode, { looked }: Scene): void {
    if (looked.head !== null) this.#lastHead = looked.head;
    const head = mode === 'head' ? this.#lastHead : null;
    this.#look({ of: mode === 'rollout' ? 'rollout' : 'weights', head, layer: looked.layer, allLayers: false });
  }

  /** Looks at a head; the last column is the mean of its layer, or in rollout the rollout up to it. */
  chooseHead({ layer, head }: Pick<GridCell, 'layer' | 'head'>, { looked }: Scene): void {
    if (head !== null) this.#look({ of: 'weights', layer, head, allLayers: false });
    else this.#look({ of: looked.mode === 'rollout' ? 'rollout' : 'weights', layer, head: null, allLayers: false });
  }

  chooseLayer(layer: number | null): void {
    if (layer !== null) this.#look({ layer, allLayers: false });
  }

  /** To the head or layer before or after, as far as there are more. */
  step(of: 'head' | 'layer', by: number, { looked }: Scene): void {
    if (of === 'head' && looked.mode === 'head') {
      const next = headBeside(looked, by);
      if (next) this.#look(next);
      return;
    }
    const layer = looked.layer + by;
    if (layer >= 0 && layer < looked.stack.layers) this.#look({ layer, allLayers: false });
  }

  /** A click on the heatmap: a cell, or the label of a row or column. */
  chooseCell({ row, column, add }: HeatmapPlace & { add: boolean }, scene: Scene): void {
    if (row !== null && column !== null) {
      const pair = { query: first(scene.queries.axis, row), key: first(scene.keys.axis, column) };
      this.selection.choosePair(scene.queries.sequence, pair, add);
    } else if (row !== null) this.chooseEntry({ side: 'query', entry: row, add }, scene);
    else if (column !== null) this.chooseEntry({ side: 'key', entry: column, add }, scene);
  }

  chooseEntry({ side, entry, add }: LineEntry & { add: boolean }, scene: Scene): void {
    const axis = side === 'query' ? scene.queries : scene.keys;
    this.selection.choose(axis.sequence, first(axis.axis, entry), add);
  }

  chooseLink({ layer, head, query, key }: TableLink, scene: Scene): void {
    this.#look({ of: 'weights', layer, head, allLayers: false });
    const pair = { query: first(scene.queries.axis, query), key: first(scene.keys.axis, key) };
    this.selection.takePair(scene.queries.sequence, pair);
  }

  letGo(scene: Scene): void {
    this.selection.letGo(scene.queries.sequence);
  }

  /** Links what is under pointer or keyboard with the strip and the editor: the key of a cell, else the query. */
  point({ row, column }: HeatmapPlace, scene: Scene): void {
    const placed = column !== null ? scene.keys.placed(column) : row !== null ? scene.queries.placed(row) : null;
    this.#host.store.links.hover(placed);
  }

  #look(change: Partial<Look>): void {
    const { look } = this.#host.store.view;
    this.#host.store.update({ look: { ...look, ...change } });
  }
}

function first(axis: Axis, entry: number): number {
  return tokensOfEntry(axis, entry)[0];
}
