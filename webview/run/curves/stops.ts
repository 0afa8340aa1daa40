import { firstFrom } from './chart/nearest-index';
import type { RunSeries } from './series/run-series';

/** The places where there is something to say: this run's steps, and behind them those of the run that goes farthest. */
export function stopsOf(series: readonly RunSeries[]): ArrayLike<number> {
  const own = series[0]?.x ?? [];
  const end = own[own.length - 1] ?? -1;
  const farthest = [...series].sort((a, b) => lastOf(b) - lastOf(a))[0];
  if (!farthest || lastOf(farthest) <= end) return own;
  const behind = Array.from(farthest.x).slice(firstFrom(farthest.x, end + 1e-9));
  return [...Array.from(own), ...behind];
}

function lastOf({ x }: RunSeries): number {
  return x[x.length - 1] ?? -1;
}
