import type { AttentionGrid } from '../../../common/contracts/internals/attention';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { entryRange, type ShownAxis } from '../tokens/axis';
import { headStatistics } from './head-statistics';
import type { Matrices } from './matrices';
import type { MatrixView } from './matrix-view';
import { Sheet, type SheetOptions } from './sheet';
import type { HeadVisitor, LayerRange } from './visit-heads';

/** Makes thumbnails, entropy and distance of every head of some layers on a way through them. */
export class GridMaker implements HeadVisitor {
  readonly #sheet: Sheet;
  readonly #entropy: Float32Array<ArrayBuffer>;
  readonly #distance: Float32Array<ArrayBuffer>;
  readonly #rows: Int32Array;
  readonly #heads: number;
  readonly #isCross: boolean;
  readonly #from: number;

  constructor({ layers: { stack } }: Matrices, range: LayerRange, options: SheetOptions) {
    const [from, to] = range;
    this.#sheet = new Sheet({ range, all: stack.layers }, stack.heads + 1, options);
    this.#entropy = new Float32Array((to - from) * stack.heads);
    this.#distance = new Float32Array((to - from) * stack.heads);
    this.#from = from;
    this.#rows = shownRows(options.queries);
    this.#heads = stack.heads;
    this.#isCross = stack.kind === 'cross';
  }

  head(layer: number, head: number, view: MatrixView): void {
    const { entropy, distance } = headStatistics(view, this.#rows);
    const at = (layer - this.#from) * this.#heads + head;
    this.#entropy[at] = entropy;
    this.#distance[at] = this.#isCross ? NaN : distance;
    this.#sheet.paint(layer, head, view);
  }

  mean(layer: number, view: MatrixView): void {
    this.#sheet.paint(layer, this.#heads, view);
  }

  /** The grid, after all of these layers. */
  get grid(): AttentionGrid {
    return { ...this.#sheet.drawn, heads: this.#heads, entropy: this.#entropy, distance: this.#distance };
  }
}

/** The rollout up to each layer as a grid: it has no heads, so a layer is one thumbnail. */
export async function rolloutGrid(
  matrices: Matrices,
  options: SheetOptions,
  signal: CancellationSignal,
): Promise<AttentionGrid> {
  const { layers } = matrices.layers.stack;
  const sheet = new Sheet({ range: [0, layers], all: layers }, 1, options);
  for (let layer = 0; layer < layers; layer++) sheet.paint(layer, 0, await matrices.rollout(layer, signal));
  return { ...sheet.drawn, heads: 0, entropy: new Float32Array(), distance: new Float32Array() };
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
