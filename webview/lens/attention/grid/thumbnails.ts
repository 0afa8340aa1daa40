import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { ColourTable } from '../../../shared/colour/colour-table';

/** Thumbnails as bytes; a byte is a place on the scale of attention. [layers, columns, height, width] */
export interface ThumbnailBytes {
  readonly layers: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** The thumbnails of a grid: a column a head, the last one the mean. */
export function thumbnailsOf({ layers, heads, width, height, thumbnails }: AttentionGrid): ThumbnailBytes {
  return { layers, columns: heads + 1, width, height, bytes: thumbnails };
}

/** Paints thumbnails. A layer is coloured when it first comes into view, so that thousands of heads cost what is seen. */
export class ThumbnailPainter {
  readonly #strips = new Map<number, OffscreenCanvas>();

  constructor(
    readonly source: ThumbnailBytes,
    readonly table: ColourTable,
  ) {}

  /** Draws one of them as a square. */
  draw(context: CanvasRenderingContext2D, layer: number, column: number, x: number, y: number, side: number): void {
    const { width, height } = this.source;
    const ratio = context.getTransform().a;
    // Few tokens stay crisp squares; many are made smaller smoothly, so that no line gets lost.
    context.imageSmoothingEnabled = Math.max(width, height) > side * ratio;
    context.imageSmoothingQuality = 'medium';
    context.drawImage(this.#strip(layer), column * width, 0, width, height, x, y, side, side);
  }

  #strip(layer: number): OffscreenCanvas {
    const made = this.#strips.get(layer) ?? this.#colour(layer);
    this.#strips.set(layer, made);
    return made;
  }

  #colour(layer: number): OffscreenCanvas {
    const { columns, width, height, bytes } = this.source;
    const strip = new OffscreenCanvas(columns * width, height);
    const context = strip.getContext('2d');
    if (!context) throw new Error('this browser draws no canvas');
    const image = context.createImageData(strip.width, height);
    const pixels = new Uint32Array(image.data.buffer);
    let at = layer * columns * width * height;
    for (let column = 0; column < columns; column += 1) {
      for (let row = 0; row < height; row += 1) {
        const start = row * strip.width + column * width;
        for (let x = 0; x < width; x += 1) pixels[start + x] = this.table.pixels[bytes[at++] ?? 0] ?? 0;
      }
    }
    context.putImageData(image, 0, 0);
    return strip;
  }
}
