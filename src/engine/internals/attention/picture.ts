import { rowOf, type MatrixView } from './matrix-view';

/** Width and height of a picture of a matrix: never more pixels than cells, the longer side at most `size`. */
export function pictureSize(rows: number, columns: number, size: number): { width: number; height: number } {
  const longer = Math.max(1, rows, columns);
  const side = Math.min(size, longer);
  const scaled = (cells: number): number => Math.max(1, Math.round((cells * side) / longer));
  return { width: Math.min(columns, scaled(columns)), height: Math.min(rows, scaled(rows)) };
}

/**
 * Draws a matrix: each pixel is the largest weight under it as `round(255 * sqrt(weight))`, row after row.
 * @param width at most the matrix's columns
 * @param height at most its rows
 */
export class Painter {
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #largest: Float32Array;

  constructor(
    readonly columns: number,
    readonly width: number,
    readonly height: number,
  ) {
    this.#from = Int32Array.from({ length: width }, (_, x) => Math.floor((x * columns) / width));
    this.#to = Int32Array.from({ length: width }, (_, x) => Math.ceil(((x + 1) * columns) / width));
    this.#largest = new Float32Array(columns);
  }

  /** @param pixels width * height bytes, which are written */
  paint(view: MatrixView, pixels: Uint8Array): void {
    for (let y = 0; y < this.height; y++) {
      const from = Math.floor((y * view.rows) / this.height);
      const to = Math.ceil(((y + 1) * view.rows) / this.height);
      this.#largestOf(view, from, to);
      this.#paintRow(pixels.subarray(y * this.width, (y + 1) * this.width));
    }
  }

  /** The largest weight of each column in some rows. */
  #largestOf(view: MatrixView, from: number, to: number): void {
    const largest = this.#largest;
    largest.set(rowOf(view, from));
    for (let row = from + 1; row < to; row++) {
      const source = rowOf(view, row);
      for (let column = 0; column < source.length; column++) {
        const weight = source[column] ?? 0;
        if (weight > (largest[column] ?? 0)) largest[column] = weight;
      }
    }
  }

  #paintRow(pixels: Uint8Array): void {
    const largest = this.#largest;
    for (let x = 0; x < this.width; x++) {
      const to = this.#to[x] ?? 0;
      let most = 0;
      for (let column = this.#from[x] ?? 0; column < to; column++) most = Math.max(most, largest[column] ?? 0);
      pixels[x] = Math.min(255, Math.round(255 * Math.sqrt(most)));
    }
  }
}

/** One picture of a matrix. */
export function paint(view: MatrixView, width: number, height: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(width * height);
  new Painter(view.columns, width, height).paint(view, pixels);
  return pixels;
}
