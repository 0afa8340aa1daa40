import type { CurveLayout } from './curve-layout';
import { firstFrom, nearestIndex } from './nearest-index';

/** Least pixels that an arrow key goes, so that a long run is not walked through step by step. */
const arrowPixels = 1;

/**
 * The stop after a key press, by its value; undefined for keys that do not move, and without any stops.
 * @param at the stop now; null before the first
 * @param stops rising
 */
export function movedStop(
  key: string,
  at: number | null,
  stops: ArrayLike<number>,
  { xAt, left, right }: CurveLayout,
): number | undefined {
  const last = stops.length - 1;
  if (key === 'Home') return stops[0];
  if (key === 'End') return stops[last];
  const page = (right - left) / 10;
  const moves: Record<string, number> = {
    ArrowRight: arrowPixels,
    ArrowUp: arrowPixels,
    ArrowLeft: -arrowPixels,
    ArrowDown: -arrowPixels,
    PageUp: page,
    PageDown: -page,
  };
  const pixels = moves[key];
  if (pixels === undefined) return undefined;
  if (at === null) return stops[last];
  const goal = xAt.invert(xAt(at) + pixels);
  const now = nearestIndex(stops, at);
  const next = firstFrom(stops, goal);
  const beside = pixels > 0 ? Math.max(now + 1, next) : Math.min(now - 1, next);
  return stops[Math.min(last, Math.max(0, beside))];
}
