import { maxThumbnailBytes, type AttentionGrid } from '../../../common/contracts/internals/attention';
import type { ShownAxis } from '../tokens/axis';
import type { MatrixView } from './matrix-view';
import { Painter, pictureSize } from './picture';
import { reduce } from './reduce';
import type { LayerRange } from './visit-heads';

/** What thumbnails are drawn with. `size`: pixels of the longer side, at most. */
export interface SheetOptions {
  readonly queries: ShownAxis;
  readonly keys: ShownAxis;
  readonly size: number;
}

/** Layers whose thumbnails are drawn, and how many there are in all. */
export interface SheetLayers {
  readonly range: LayerRange;
  readonly all: number;
}

/** The thumbnails of some layers, [layers, pictures of a layer, height, width], of such a size that all may be sent. */
export class Sheet {
  readonly #painter: Painter;
  readonly #thumbnails: Uint8Array<ArrayBuffer>;

  constructor(
    private readonly layers: SheetLayers,
    private readonly pictures: number,
    private readonly options: SheetOptions,
  ) {
    const { queries, keys, size } = options;
    const fitting = Math.floor(Math.sqrt(maxThumbnailBytes / Math.max(1, layers.all * pictures)));
    const { width, height } = pictureSize(queries.entries, keys.entries, Math.max(1, Math.min(size, fitting)));
    this.#painter = new Painter(keys.entries, width, height);
    this.#thumbnails = new Uint8Array(this.#count * pictures * width * height);
  }

  /** @param view weights between real tokens */
  paint(layer: number, picture: number, view: MatrixView): void {
    const { width, height } = this.#painter;
    const at = ((layer - this.layers.range[0]) * this.pictures + picture) * width * height;
    const { queries, keys } = this.options;
    this.#painter.paint(reduce(view, queries, keys), this.#thumbnails.subarray(at, at + width * height));
  }

  get drawn(): Pick<AttentionGrid, 'queries' | 'keys' | 'layers' | 'width' | 'height' | 'thumbnails'> {
    const { width, height } = this.#painter;
    const [queries, keys] = [this.options.queries.pairs, this.options.keys.pairs];
    return { queries, keys, layers: this.#count, width, height, thumbnails: this.#thumbnails };
  }

  get #count(): number {
    const [from, to] = this.layers.range;
    return to - from;
  }
}
