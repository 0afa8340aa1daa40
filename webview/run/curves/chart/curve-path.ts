import type { Curve } from './curve-data';
import type { CurveLayout } from './curve-layout';

/**
 * A curve as the `d` of a path. Of the values within one pixel across only the first, the lowest, the highest and the last
 * are drawn, which paints the same pixels as all of them (M4: Jugel et al., "M4: A Visualization-Oriented Time Series Data
 * Aggregation", 2014). So a path has at most four points a pixel, however long the run is. Values outside of the picture
 * lie on its edge.
 */
export function curvePath({ x, y }: Pick<Curve, 'x' | 'y'>, layout: CurveLayout): string {
  const path = new PixelPath(layout);
  for (let index = 0; index < Math.min(x.length, y.length); index += 1) path.add(x[index] ?? NaN, y[index] ?? NaN);
  return path.end();
}

/** Places in the lists of a column: its first value, the lowest and highest on screen, and the last. */
const [first, low, high, last] = [0, 1, 2, 3];

/** Without an object for each value: there may be hundreds of thousands, and they are gone through at every new step. */
class PixelPath {
  readonly #parts: string[] = [];
  readonly #x = new Float64Array(4);
  readonly #y = new Float64Array(4);
  /** Which of the values they are, for their order. */
  readonly #at = new Float64Array(4);
  #count = 0;
  /** NaN while no column is begun. */
  #pixel = NaN;
  /** The next point begins a line of its own. */
  #apart = true;

  constructor(private readonly layout: CurveLayout) {}

  add(x: number, y: number): void {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      this.#flush();
      this.#apart = true;
      return;
    }
    const { xAt, yAt, top, bottom } = this.layout;
    const across = xAt(x);
    const down = Math.min(bottom, Math.max(top, yAt(y)));
    this.#count += 1;
    if (Math.floor(across) === this.#pixel) this.#widen(across, down);
    else this.#begin(across, down);
  }

  end(): string {
    this.#flush();
    return this.#parts.join('');
  }

  #begin(x: number, y: number): void {
    this.#flush();
    this.#pixel = Math.floor(x);
    for (const place of [first, low, high, last]) this.#put(place, x, y);
  }

  #widen(x: number, y: number): void {
    if (y > (this.#y[low] ?? NaN)) this.#put(low, x, y);
    if (y < (this.#y[high] ?? NaN)) this.#put(high, x, y);
    this.#put(last, x, y);
  }

  #put(place: number, x: number, y: number): void {
    this.#x[place] = x;
    this.#y[place] = y;
    this.#at[place] = this.#count;
  }

  #flush(): void {
    if (Number.isNaN(this.#pixel)) return;
    this.#pixel = NaN;
    const at = this.#at;
    const order = [first, low, high, last].sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
    let drawn = -1;
    for (const place of order) {
      if (at[place] === drawn) continue;
      drawn = at[place] ?? -1;
      this.#parts.push(
        `${this.#apart ? 'M' : 'L'}${(this.#x[place] ?? 0).toFixed(1)} ${(this.#y[place] ?? 0).toFixed(1)}`,
      );
      this.#apart = false;
    }
  }
}
