import type { Shape } from '../../../shared/chart/shapes';
import type { Curve, CurveChart } from './curve-data';
import type { CurveLayout } from './curve-layout';
import { curvePath } from './curve-path';

/** More rings than this only hide the line. */
const mostRings = 120;

/** All of a chart but what is pointed at, the farthest first. */
export function curveShapes(chart: CurveChart, layout: CurveLayout): Shape[] {
  return [...axisShapes(chart, layout), ...chart.curves.flatMap((curve) => shapesOf(curve, layout))];
}

function axisShapes({ x }: CurveChart, layout: CurveLayout): Shape[] {
  const { left, right, top, bottom, xAt, yAt } = layout;
  const across = layout.yTicks.map(({ value }) => `M${left} ${yAt(value).toFixed(1)}H${right}`);
  const down = x.lines.map((value) => `M${xAt(value).toFixed(1)} ${top}V${bottom}`);
  const text = (content: string, at: number, y: number, align: 'end' | 'middle'): Shape => ({
    ...{ kind: 'text', text: content, x: at, y, align, tone: 'description' },
  });
  return [
    { kind: 'path', d: [...across, ...down].join(''), stroke: 'grid', width: 1 },
    ...layout.yTicks.map(({ value, label }) => text(label, left - 6, yAt(value) + 4, 'end')),
    ...layout.xTicks.map(({ value, label }) => text(label, xAt(value), bottom + 15, 'middle')),
  ];
}

function shapesOf(curve: Curve, layout: CurveLayout): Shape[] {
  const { tone, dash, width, faint } = curve;
  const line: Shape = { kind: 'path', d: curvePath(curve, layout), stroke: tone, width, dash, faint };
  return curve.rings && curve.x.length <= mostRings ? [line, ...rings(curve, layout)] : [line];
}

function rings({ x, y, tone }: Curve, { xAt, yAt, top, bottom }: CurveLayout): Shape[] {
  return Array.from({ length: Math.min(x.length, y.length) }, (_, index) => [x[index] ?? NaN, y[index] ?? NaN] as const)
    .filter(([at, value]) => Number.isFinite(at) && Number.isFinite(value))
    .map(([at, value]) => ({
      kind: 'circle',
      x: xAt(at),
      y: Math.min(bottom, Math.max(top, yAt(value))),
      r: 3.5,
      fill: 'background',
      stroke: tone,
      width: 1.75,
    }));
}
