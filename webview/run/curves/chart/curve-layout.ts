import { scaleLinear } from 'd3-scale';
import type { ChartTick } from '../../../shared/chart/chart-data';
import { formatCount } from '../../../shared/format/numbers';
import type { CurveChart } from './curve-data';

/** A straight map from values to CSS pixels: quicker than a scale of d3, for the many values of a long run. */
export interface Linear {
  (value: number): number;
  /** The value at a place. */
  readonly invert: (place: number) => number;
}

/** Where a chart's values lie, in CSS pixels. */
export interface CurveLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xAt: Linear;
  readonly yAt: Linear;
  readonly xTicks: readonly ChartTick[];
  readonly yTicks: readonly ChartTick[];
}

const tickHeight = 20;
const character = 6.4;

/** A chart of so many pixels. */
export function curveLayout({ x, y }: CurveChart, width: number, height: number): CurveLayout {
  const top = 6;
  const bottom = height - tickHeight;
  const values = scaleLinear([y.from, y.to], [0, 1]).ticks(Math.max(2, Math.round((bottom - top) / 48)));
  const step = Math.abs((values[1] ?? y.to) - (values[0] ?? y.from));
  const yTicks = values.map((value) => ({ value, label: y.format(value, step) }));
  const left = Math.ceil(Math.max(...yTicks.map(({ label }) => label.length), 1) * character) + 8;
  const right = Math.max(left + 10, width - 8);
  const xAt = linear([x.from, x.to], [left, right]);
  const xTicks = x.ticks
    ? thinned(x.ticks, xAt)
    : roundTicks(x.from, x.to, Math.max(2, Math.round((right - left) / 70)));
  return { width, height, left, right, top, bottom, xAt, yAt: linear([y.from, y.to], [bottom, top]), xTicks, yTicks };
}

function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Linear {
  const slope = (end - start) / (to - from || 1);
  const at = (value: number): number => start + (value - from) * slope;
  return Object.assign(at, { invert: (place: number) => from + (place - start) / slope });
}

function roundTicks(from: number, to: number, count: number): ChartTick[] {
  const scale = scaleLinear([from, to], [0, 1]);
  const format = to < 10 ? scale.tickFormat(count) : formatCount;
  return scale.ticks(count).map((value) => ({ value, label: format(value) }));
}

/** Every second, third and so on where they would touch. */
function thinned(ticks: readonly ChartTick[], xAt: Linear): ChartTick[] {
  const [first, second] = ticks;
  if (!first || !second) return [...ticks];
  const widest = Math.max(...ticks.map(({ label }) => label.length)) * character + 8;
  const step = Math.max(1, Math.ceil(widest / Math.max(0.01, xAt(second.value) - xAt(first.value))));
  return ticks.filter((_, index) => index % step === 0);
}
