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

interface Place {
  readonly x: number;
  readonly y: number;
  /** Which of the values it is, for their order. */
  readonly at: number;
}

class PixelPath {
  readonly #parts: string[] = [];
  #pixel = NaN;
  #column: { first: Place; low: Place; high: Place; last: Place } | null = null;
  #count = 0;
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
    const place = { x: xAt(x), y: Math.min(bottom, Math.max(top, yAt(y))), at: (this.#count += 1) };
    const pixel = Math.floor(place.x);
    if (pixel !== this.#pixel) this.#flush();
    this.#pixel = pixel;
    const column = (this.#column ??= { first: place, low: place, high: place, last: place });
    if (place.y > column.low.y) column.low = place;
    if (place.y < column.high.y) column.high = place;
    column.last = place;
  }

  end(): string {
    this.#flush();
    return this.#parts.join('');
  }

  #flush(): void {
    const column = this.#column;
    if (!column) return;
    this.#column = null;
    const places = [...new Set([column.first, column.low, column.high, column.last])].sort((a, b) => a.at - b.at);
    for (const place of places) {
      this.#parts.push(`${this.#apart ? 'M' : 'L'}${place.x.toFixed(1)} ${place.y.toFixed(1)}`);
      this.#apart = false;
    }
  }
}
