import { scaleLinear } from 'd3-scale';
import { formatFixed } from '../../../shared/format/numbers';
import type { CurveRange } from '../chart/curve-data';

/** The share of values that have to be inside of the picture, and how far it goes for the rest. */
const inside = 0.995;
const beyond = 3;
/** So many values of a series say what is usual. */
const mostSampled = 5000;

/** The range of losses or norms: from zero, or below, to the largest; a few far outliers lie on the edge. */
export function lossRange(series: readonly ArrayLike<number>[]): CurveRange {
  let [low, high] = [0, -Infinity];
  const sample: number[] = [];
  for (const values of series) {
    const every = Math.ceil(values.length / mostSampled);
    let next = 0;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? NaN;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
      if (index < next) continue;
      sample.push(value);
      next = index + every;
    }
  }
  if (high === -Infinity) return rounded(0, 1, plain);
  const usual = Float64Array.from(sample).sort()[Math.floor((sample.length - 1) * inside)] ?? high;
  return rounded(low, usual > 0 && high > beyond * usual ? usual * 1.2 : high, plain);
}

/** The range of a metric, close to its values; what cannot be above 1 ends there. */
export function metricRange(series: readonly ArrayLike<number>[]): CurveRange {
  const values = series.flatMap((one) => Array.from(one).filter(Number.isFinite));
  if (values.length === 0) return { from: 0, to: 1, format: plain };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.15, Math.abs(high) * 0.01, 1e-6);
  const share = low >= 0 && high <= 1;
  return rounded(Math.max(low - room, low >= 0 ? 0 : -Infinity), share ? Math.min(1, high + room) : high + room, plain);
}

/** The range of learning rates, from zero. */
export function rateRange(rates: readonly ArrayLike<number>[]): CurveRange {
  let top = 0;
  for (const one of rates) {
    for (let index = 0; index < one.length; index += 1) {
      const rate = one[index] ?? 0;
      if (rate > top) top = rate;
    }
  }
  return rounded(0, top || 1, formatRate);
}

/** `2e-5`, `1.5e-5`, `0`, `0.01`. */
export function formatRate(value: number): string {
  if (!Number.isFinite(value)) return formatFixed(value);
  if (value === 0 || Math.abs(value) >= 0.01) return String(Number(value.toPrecision(3)));
  return Number(value.toPrecision(3)).toExponential();
}

function rounded(from: number, to: number, format: CurveRange['format']): CurveRange {
  const [low = from, high = to] = scaleLinear([from, to > from ? to : from + 1], [0, 1])
    .nice(5)
    .domain();
  return { from: low, to: high, format };
}

function plain(value: number, step: number): string {
  return formatFixed(value, Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-6))));
}
