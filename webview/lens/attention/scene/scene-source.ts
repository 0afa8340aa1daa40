import { t } from '@vscode/l10n';
import type { Links, Matrix } from '../../../../src/common/contracts/internals/attention';
import type { Axis, AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { Internals } from '../../../../src/common/contracts/internals/stacks';
import { noValues, type Cell, type HeatmapValues } from '../../../shared/heatmap/heatmap-data';
import type { StoreElement } from '../../store/store-element';
import { entriesOfTokens, entryOfToken } from '../../internals/axis/axis-entries';
import { AxisSource, type Axes } from '../axis/axis-source';
import { layeredLayout } from '../grid/grid-layout';
import { isSoonDone, type GridStand } from '../grid/grid-source';
import { gridOfLayers, type ShownGrid } from '../grid/shown-grid';
import type { ChosenRow } from '../lines/attention-lines';
import type { Link } from '../lines/line-curves';
import { lookedAt, matrixOf, type Looked } from '../looked';
import { Kept } from '../../../shared/store/kept';
import { AwaitedPictures } from './awaited-pictures';
import { isSentWhole, partsOf, wholeValues } from './matrix-values';
import { mostChosenRows, mostSummed, type AskedMatrix, type AttentionQuestions, type TokenPair } from './questions';
import { isVisible, type Scene } from './scene';
import type { AttentionSelection } from './selection';

type GridParts = 'grid' | 'gridProgress' | 'gridFailure';
type Drawn = Pick<Scene, 'matrix' | 'values' | 'progress' | 'failure'>;
type ChosenKeys = Pick<Scene, 'chosenKeys' | 'attendedBy'>;
type Chosen = Pick<Scene, 'chosen' | 'pair' | 'cell' | 'rows' | 'profile' | 'summed' | 'neuron' | 'neuronFailure'>;

/** What is asked already: what the chosen head takes, and what takes all layers. */
interface Asking {
  readonly first: boolean;
  readonly all: boolean;
}

/** Sides of thumbnails that are asked for, in device pixels. */
const thumbnailSizes = [24, 32, 48, 64, 96, 128];
/** Most of the view's width that the grid takes. */
const gridWidth = 620;

/** Makes the scene out of what the engine has answered so far, and asks for the rest. */
export class SceneSource {
  readonly #host: StoreElement;
  readonly #questions: AttentionQuestions;
  readonly #axes: AxisSource;
  readonly #looked = new Kept<Looked>();
  readonly #asked = new Kept<AskedMatrix>();
  readonly #values = new Kept<HeatmapValues>();
  readonly #chosen = new Kept<readonly number[]>();
  readonly #chosenKeys = new Kept<readonly number[]>();
  readonly #cell = new Kept<Cell | null>();
  readonly #all = new Kept<readonly number[]>();
  readonly #rows = new Kept<readonly ChosenRow[]>();
  readonly #links = new Kept<readonly Link[]>();
  readonly #blank = new Kept<ShownGrid>();
  readonly #scene = new Kept<Scene>();
  readonly #pictures: AwaitedPictures;

  constructor(host: StoreElement, questions: AttentionQuestions) {
    this.#host = host;
    this.#questions = questions;
    this.#axes = new AxisSource(host);
    this.#pictures = new AwaitedPictures(host);
  }

  /** The scene for what is looked at; null while not even its axes are known, or where there is no attention. */
  get(internals: Internals, selection: AttentionSelection, width: number): Scene | null {
    const { attentions, kept } = internals;
    const { store } = this.#host;
    const { look } = store.view;
    const run = store.state?.run;
    const found = lookedAt(look, attentions);
    if (!run || !found) return null;
    const looked = this.#looked.get([JSON.stringify(found)], () => found);
    const question = { runId: run.runId, row: store.row, matrix: matrixOf(looked), axis: look.axis };
    const asked = this.#asked.get([JSON.stringify(question)], () => question);
    const size = thumbnailSize(looked, width);
    const atOnce = isSoonDone(looked.stack, internals);
    const grid = () =>
      this.#questions.grid.ask({ runId: run.runId, row: asked.row, axis: look.axis, size }, looked.stack, atOnce);
    const axes = this.#axes.get(run, looked.stack, look.axis, grid);
    if (!axes || axes.queries.count * axes.keys.count === 0) return null;
    const drawn = this.#drawn(asked, looked, axes);
    // Layers that are not kept are computed one by one: for the chosen head first, then once for all heads.
    const first = kept || this.#isPictured(asked, drawn);
    const heads = first ? grid() : nothingAsked;
    // What goes through all layers takes the means that the grid makes on its way, and no time from its pictures.
    const all = heads.settled;
    const scene = {
      ...{ looked, asked, ...axes },
      ...drawn,
      ...this.#ofSelection(asked, looked, axes, selection, { first, all }),
      ...this.#keysOf(asked, looked, axes, selection, all),
      ...this.#linksOf(first ? asked : null),
      ...this.#gridOf(heads, looked),
      rollout: all ? this.#questions.rollout(asked, size).value : null,
      // A way through all heads again, for a table below the pictures.
      strongest: heads.settled ? this.#questions.strongest(asked) : null,
    };
    return this.#scene.get(Object.values(scene), () => scene);
  }

  /** The values of the matrix; those of the one before while these are on their way, until that takes long. */
  #drawn(asked: AskedMatrix, looked: Looked, axes: Axes): Drawn {
    const { matrix } = asked;
    const { queries, keys } = axes;
    const whole = isSentWhole(queries.count, keys.count);
    const answer = this.#questions.values(asked, queries.count, keys.count, whole);
    if (!whole) {
      const values = this.#values.get([asked], () =>
        partsOf(this.#host.store, asked, () => this.#pictures.came(asked)),
      );
      const progress = this.#pictures.isLate(asked) ? t('Computing the weights') : null;
      return { matrix, values, progress, failure: null };
    }
    const { value, shown, progress, failure } = answer;
    const before = shown && progress === null && sameAxes(shown.params, asked) ? shown : null;
    const array = value?.values ?? before?.value.values ?? null;
    const seen = looked.stack.causal
      ? (row: number, column: number) => isVisible({ looked, ...axes }, { row, column })
      : null;
    const values = this.#values.get([array, axes.queries.axis, axes.keys.axis], () =>
      array ? wholeValues(array, keys.count, seen) : noValues,
    );
    return { matrix: value ? matrix : (before?.params.matrix ?? matrix), values, progress, failure };
  }

  /** Whether a first picture of this result has been there, so that what takes long can be asked. */
  #isPictured(asked: AskedMatrix, { values, failure }: Drawn): boolean {
    return values.kind === 'parts' ? this.#pictures.hasRow(asked) : values.values.length > 0 || failure !== null;
  }

  #ofSelection(
    asked: AskedMatrix,
    looked: Looked,
    { queries, keys }: Axes,
    selection: AttentionSelection,
    { first, all }: Asking,
  ): Chosen {
    const entries = entriesOfTokens(queries.axis, selection.tokens(looked.stack.queries));
    const chosen = this.#chosen.get(entries, () => entries);
    const every = this.#all.get([queries.count], () => Array.from({ length: queries.count }, (_, index) => index));
    const summed = (chosen.length > 0 ? chosen : every).slice(0, mostSummed);
    const weights = this.#questions.rowsOf(asked, first ? chosen.slice(0, mostChosenRows) : [], keys.count);
    const rows = chosen.flatMap((query, index) => {
      const row = weights[index];
      return row ? [{ query, weights: row }] : [];
    });
    const { pair } = selection;
    const neuron = this.#questions.neuron(asked, looked.stack.neurons && this.#wantsNeuron ? pair : null);
    return {
      chosen,
      pair,
      cell: this.#cellOf(pair, queries.axis, keys.axis),
      rows: this.#rows.get(
        rows.flatMap(({ query, weights: row }) => [query, row]),
        () => rows,
      ),
      profile: this.#questions.profile(asked, all ? summed : []).value,
      summed: summed.length,
      neuron: neuron.value,
      neuronFailure: neuron.failure?.message ?? null,
    };
  }

  /** What attends to chosen tokens that are no queries of this attention. */
  #keysOf(
    asked: AskedMatrix,
    { stack }: Looked,
    { keys }: Axes,
    selection: AttentionSelection,
    all: boolean,
  ): ChosenKeys {
    const isOther = stack.keys !== stack.queries;
    const entries = isOther ? entriesOfTokens(keys.axis, selection.tokens(stack.keys)) : [];
    const chosenKeys = this.#chosenKeys.get(entries, () => entries);
    const { value } = this.#questions.attendedBy(asked, all ? chosenKeys : []);
    return { chosenKeys, attendedBy: value };
  }

  /** Before a layer is here, the grid has its size and no more. */
  #gridOf({ grid, progress, failure, settled }: GridStand, { stack }: Looked): Pick<Scene, GridParts> {
    const blank = () => this.#blank.get([stack], () => gridOfLayers(stack, new Map()));
    return { grid: grid ?? blank(), gridProgress: settled ? null : progress, gridFailure: failure?.message ?? null };
  }

  get #wantsNeuron(): boolean {
    return this.#host.store.view.attention?.neuron ?? false;
  }

  #cellOf(pair: TokenPair | null, queries: Axis, keys: Axis): Cell | null {
    const row = pair ? entryOfToken(queries, pair.query) : -1;
    const column = pair ? entryOfToken(keys, pair.key) : -1;
    return this.#cell.get([row, column], () => (row < 0 || column < 0 ? null : { row, column }));
  }

  #linksOf(asked: AskedMatrix | null): Pick<Scene, 'links' | 'moreLinks'> {
    const { value } = this.#questions.links(asked);
    const links = this.#links.get([value], () => (value ? linksOf(value) : []));
    return { links, moreLinks: value ? value.total - value.weights.length : 0 };
  }
}

/** How a question stands that waits for another one. */
const nothingAsked: GridStand = { grid: null, failure: null, progress: null, settled: false };

function linksOf({ queries, keys, weights }: Links): Link[] {
  return Array.from(weights, (weight, index) => ({ query: queries[index] ?? 0, key: keys[index] ?? 0, weight }));
}

function sameAxes(a: { matrix: Matrix; axis: AxisOptions }, b: { matrix: Matrix; axis: AxisOptions }): boolean {
  return a.matrix.kind === b.matrix.kind && JSON.stringify(a.axis) === JSON.stringify(b.axis);
}

/** The size of thumbnails for this number of heads on this screen. */
function thumbnailSize({ stack: { layers, heads } }: Looked, width: number): number {
  const side = layeredLayout(layers, heads, Math.min(gridWidth, width)).side * devicePixelRatio;
  return thumbnailSizes.find((size) => size >= side) ?? 128;
}
