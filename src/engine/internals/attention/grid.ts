import { setImmediate } from 'node:timers/promises';
import { maxThumbnailBytes, type AttentionGrid } from '../../../common/contracts/internals/attention';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { entryRange, type ShownAxis } from '../tokens/axis';
import { headStatistics } from './head-statistics';
import { headOf } from './layer-attention';
import type { Matrices } from './matrices';
import { addScaled, emptyMatrix, type MatrixView } from './matrix-view';
import { Painter, pictureSize } from './picture';
import { reduce } from './reduce';

/** What a grid is drawn with. `size`: pixels of a thumbnail's longer side, at most. */
export interface GridOptions {
  readonly queries: ShownAxis;
  readonly keys: ShownAxis;
  readonly size: number;
}

/** Thumbnails, entropy and distance of every head, one layer after the other. */
export async function attentionGrid(
  matrices: Matrices,
  options: GridOptions,
  signal: CancellationSignal,
): Promise<AttentionGrid> {
  const { stack } = matrices.layers;
  const sheet = new Sheet(stack.layers, stack.heads + 1, options);
  const [entropy, distance] = [0, 1].map(() => new Float32Array(stack.layers * stack.heads)) as [Floats, Floats];
  const rows = shownRows(options.queries);
  for (let layer = 0; layer < stack.layers; layer++) {
    await setImmediate();
    signal.throwIfAborted();
    const attention = await matrices.layers.layer(layer, signal);
    let mean: MatrixView | null = null;
    for (let head = 0; head < stack.heads; head++) {
      const view = headOf(attention, head, matrices.layers.queries, matrices.layers.keys);
      const found = headStatistics(view, rows);
      entropy[layer * stack.heads + head] = found.entropy;
      distance[layer * stack.heads + head] = stack.kind === 'cross' ? NaN : found.distance;
      sheet.paint(layer, head, view);
      mean ??= emptyMatrix(view.rows, view.columns);
      addScaled(mean, view, 1 / stack.heads);
    }
    if (mean === null) continue;
    matrices.keepLayerMean(layer, mean);
    sheet.paint(layer, stack.heads, mean);
  }
  return sheet.grid(stack.heads, entropy, distance);
}

/** The rollout up to each layer as a grid: it has no heads, so a layer is one thumbnail. */
export async function rolloutGrid(
  matrices: Matrices,
  options: GridOptions,
  signal: CancellationSignal,
): Promise<AttentionGrid> {
  const { layers } = matrices.layers.stack;
  const sheet = new Sheet(layers, 1, options);
  for (let layer = 0; layer < layers; layer++) sheet.paint(layer, 0, await matrices.rollout(layer, signal));
  return sheet.grid(0, new Float32Array(), new Float32Array());
}

type Floats = Float32Array<ArrayBuffer>;

/** The thumbnails of all layers, [layers, pictures of a layer, height, width]. */
class Sheet {
  readonly #painter: Painter;
  readonly #thumbnails: Uint8Array<ArrayBuffer>;

  constructor(
    private readonly layers: number,
    private readonly pictures: number,
    private readonly options: GridOptions,
  ) {
    const { queries, keys, size } = options;
    const fitting = Math.floor(Math.sqrt(maxThumbnailBytes / Math.max(1, layers * pictures)));
    const { width, height } = pictureSize(queries.entries, keys.entries, Math.max(1, Math.min(size, fitting)));
    this.#painter = new Painter(keys.entries, width, height);
    this.#thumbnails = new Uint8Array(layers * pictures * width * height);
  }

  paint(layer: number, picture: number, view: MatrixView): void {
    const { width, height } = this.#painter;
    const at = (layer * this.pictures + picture) * width * height;
    const { queries, keys } = this.options;
    this.#painter.paint(reduce(view, queries, keys), this.#thumbnails.subarray(at, at + width * height));
  }

  grid(heads: number, entropy: Floats, distance: Floats): AttentionGrid {
    const { width, height } = this.#painter;
    const [queries, keys] = [this.options.queries.pairs, this.options.keys.pairs];
    return {
      queries,
      keys,
      layers: this.layers,
      heads,
      width,
      height,
      thumbnails: this.#thumbnails,
      entropy,
      distance,
    };
  }
}

/** Rows of a matrix of real tokens that belong to shown entries. */
function shownRows(axis: ShownAxis): Int32Array {
  const rows: number[] = [];
  for (let entry = 0; entry < axis.entries; entry++) {
    const [from, to] = entryRange(axis, entry);
    for (let row = from; row < to; row++) rows.push(row);
  }
  return Int32Array.from(rows);
}
