import type { Part, PictureSize } from './heatmap-data';
import { partOf, type Counts, type Viewport } from './viewport';

/** More is asked for than is in view, on every side this share of it, so that small moves need nothing new. */
const margin = 0.25;

export interface PictureRequest {
  readonly part: Part;
  readonly size: PictureSize;
}

/** The picture to ask for: what is in view with a margin, a pixel for each device pixel or cell, whichever are fewer. */
export function pictureRequest(view: Viewport, counts: Counts, plot: PictureSize, mostPixels: number): PictureRequest {
  const wider = {
    row: view.row - view.rows * margin,
    rows: view.rows * (1 + 2 * margin),
    column: view.column - view.columns * margin,
    columns: view.columns * (1 + 2 * margin),
  };
  const part = partOf(wider, counts);
  const [rows, columns] = [lengthOf(part.rows), lengthOf(part.columns)];
  const width = Math.max(1, Math.min(columns, Math.ceil((plot.width * columns) / view.columns)));
  const height = Math.max(1, Math.min(rows, Math.ceil((plot.height * rows) / view.rows)));
  const shrink = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  return {
    part,
    size: { width: Math.max(1, Math.floor(width * shrink)), height: Math.max(1, Math.floor(height * shrink)) },
  };
}

/** Whether a picture of a part shows what is in view as sharply as another request would. */
export function suffices(have: PictureRequest, wanted: PictureRequest, view: Viewport, counts: Counts): boolean {
  const sharpness = ({ part, size }: PictureRequest) =>
    Math.min(size.width / lengthOf(part.columns), size.height / lengthOf(part.rows));
  return contains(have.part, partOf(view, counts)) && sharpness(have) >= sharpness(wanted) * 0.98;
}

/** The part whose exact values to ask for: what is in view, when it is few enough cells; else null. */
export function exactRequest(view: Viewport, counts: Counts, mostExact: number): Part | null {
  const part = partOf(view, counts);
  return lengthOf(part.rows) * lengthOf(part.columns) <= mostExact ? part : null;
}

export function contains(outer: Part, inner: Part): boolean {
  const within = (a: readonly [number, number], b: readonly [number, number]) => a[0] <= b[0] && a[1] >= b[1];
  return within(outer.rows, inner.rows) && within(outer.columns, inner.columns);
}

export function lengthOf([from, to]: readonly [number, number]): number {
  return to - from;
}
