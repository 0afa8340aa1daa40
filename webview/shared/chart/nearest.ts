import type { ChartData } from './chart-data';
import type { ChartLayout } from './chart-layout';

/** How near the pointer has to be to a point, in px. */
const reach = 14;

/** How many places of a chart have something to say: steps of its lines, else its points. */
export function stopCount({ lines, points }: ChartData): number {
  return lines.length > 0 ? Math.max(...lines.map(({ values }) => values.length)) : points.length;
}

/** The step or point nearest to a place of the picture; null when none is near. */
export function nearestStop(data: ChartData, layout: ChartLayout, x: number, y: number): number | null {
  let best: { readonly stop: number; readonly distance: number } | null = null;
  const isLines = data.lines.length > 0;
  for (let stop = 0; stop < stopCount(data); stop += 1) {
    const point = data.points[stop];
    const distance = isLines
      ? Math.abs(layout.xAt(stop) - x)
      : point
        ? Math.hypot(layout.xAt(point.x) - x, layout.yAt(point.y) - y)
        : Infinity;
    if (distance < (best?.distance ?? Infinity)) best = { stop, distance };
  }
  return best && (isLines || best.distance <= reach) ? best.stop : null;
}
