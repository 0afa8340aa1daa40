import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatFixed } from '../format/numbers';
import type { ChartAxis, ChartData, ChartLine, ChartTick } from './chart-data';
import type { Dash, Shape } from './shapes';

/** Where a chart's values lie, in CSS pixels. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xAt: (value: number) => number;
  readonly yAt: (value: number) => number;
  readonly xTicks: readonly ChartTick[];
  readonly yTicks: readonly ChartTick[];
}

const tickHeight = 18;
const character = 6.6;
/** How the line of a series is broken. */
export const dashOf: Readonly<Record<ChartLine['tone'], Dash>> = {
  blue: 'solid',
  orange: 'dashed',
  foreground: 'dotted',
};

/** A chart of so many pixels. */
export function chartLayout({ x, y }: ChartData, width: number, height: number): ChartLayout {
  const top = y.label === '' ? 8 : 24;
  const bottom = height - tickHeight - (x.label === '' ? 0 : tickHeight);
  const yAt = scaleLinear([y.from, y.to], [bottom, top]);
  const yTicks = y.ticks ?? roundTicks(y, Math.max(2, Math.round((bottom - top) / 42)));
  const left = Math.ceil(Math.max(...yTicks.map(({ label }) => label.length), 1) * character) + 10;
  const right = Math.max(left + 10, width - 12);
  const xAt = scaleLinear([x.from, x.to], [left + 6, right]);
  const xTicks = x.ticks ? thinned(x.ticks, xAt) : roundTicks(x, Math.max(2, Math.round((right - left) / 60)));
  return { width, height, left, right, top, bottom, xAt, yAt, xTicks, yTicks };
}

/** All of a chart but what is hovered, the farthest first. */
export function chartShapes(data: ChartData, layout: ChartLayout): Shape[] {
  const { xAt, yAt } = layout;
  const mark: Shape[] =
    data.mark === null
      ? []
      : [path(`M${xAt(data.mark)} ${layout.top}V${layout.bottom}`, { stroke: 'description', dash: 'dotted' })];
  const points = [...data.points].sort(
    (a, b) => Number(a.chosen) - Number(b.chosen) || Number(a.strong) - Number(b.strong),
  );
  return [
    ...axisShapes(data, layout),
    ...mark,
    ...data.lines.flatMap((series) => lineShapes(series, layout)),
    ...points.map(({ x, y, strong, chosen }): Shape => ({
      kind: 'circle',
      x: xAt(x),
      y: yAt(y),
      r: chosen ? 5 : 3,
      fill: strong || chosen ? 'blue' : 'otherBar',
      stroke: chosen ? 'chosen' : 'background',
    })),
  ];
}

function axisShapes({ x, y }: ChartData, layout: ChartLayout): Shape[] {
  const { left, right, top, bottom } = layout;
  const grid = layout.yTicks.map(({ value }) => path(`M${left} ${layout.yAt(value)}H${right}`, { stroke: 'grid' }));
  const yLabels = layout.yTicks.map(({ value, label }) => text(label, left - 6, layout.yAt(value) + 4, 'end'));
  const xLabels = layout.xTicks.map(({ value, label }) => text(label, layout.xAt(value), bottom + 14, 'middle'));
  return [
    ...grid,
    ...yLabels,
    ...xLabels,
    ...(y.label === '' ? [] : [text(y.label, left, top - 12, 'start')]),
    ...(x.label === '' ? [] : [text(x.label, right, bottom + 32, 'end')]),
  ];
}

function lineShapes({ values, tone }: ChartLine, { xAt, yAt }: ChartLayout): Shape[] {
  const points = Array.from({ length: values.length }, (_, index) => ({ index, value: values[index] ?? NaN }));
  const drawn = line<(typeof points)[number]>(
    ({ index }) => xAt(index),
    ({ value }) => yAt(value),
  ).defined(({ value }) => Number.isFinite(value));
  const dots = points.length > 40 ? [] : points.filter(({ value }) => Number.isFinite(value));
  return [
    path(drawn(points) ?? '', { stroke: tone, width: 1.75, dash: dashOf[tone] }),
    ...dots.map(({ index, value }): Shape => ({
      kind: 'circle',
      x: xAt(index),
      y: yAt(value),
      r: 2.5,
      fill: tone,
      stroke: tone,
    })),
  ];
}

function roundTicks({ from, to }: ChartAxis, count: number): ChartTick[] {
  const scale = scaleLinear([from, to], [0, 1]);
  const ticks = scale.ticks(count);
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const decimals = step >= 1 ? 0 : Math.min(4, Math.ceil(-Math.log10(step) - 1e-9));
  // 0.25 has two decimals although its step is above 0.1.
  const digits =
    decimals > 0 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6
      ? decimals + 1
      : decimals;
  return ticks.map((value) => ({ value, label: shortTick(value, digits) }));
}

/** `0.25`, `0.5`, `1`: as many decimals as are needed. */
function shortTick(value: number, digits: number): string {
  return formatFixed(value, digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Given ticks, every second, third and so on of them where they would touch. */
function thinned(ticks: readonly ChartTick[], xAt: (value: number) => number): ChartTick[] {
  const widest = Math.max(...ticks.map(({ label }) => label.length), 1) * character + 6;
  const [first, second] = ticks;
  if (!first || !second) return [...ticks];
  const step = Math.max(1, Math.ceil(widest / Math.max(1, Math.abs(xAt(second.value) - xAt(first.value)))));
  return ticks.filter((_, index) => index % step === 0);
}

function path(
  d: string,
  rest: { stroke: Extract<Shape, { kind: 'path' }>['stroke']; width?: number; dash?: Dash },
): Shape {
  return { kind: 'path', d, width: 1, ...rest };
}

function text(content: string, x: number, y: number, align: 'start' | 'middle' | 'end'): Shape {
  return { kind: 'text', x, y, text: content, align, tone: 'description' };
}
