import { describe, expect, it } from 'vitest';
import type { ChartData } from '../../../../webview/shared/chart/chart-data';
import { chartLayout, chartShapes } from '../../../../webview/shared/chart/chart-layout';
import { nearestStop, stopCount } from '../../../../webview/shared/chart/nearest';

const lines: ChartData = {
  x: {
    label: '',
    from: 0,
    to: 6,
    ticks: ['emb', '0', '1', '2', '3', '4', '5'].map((label, value) => ({ value, label })),
  },
  y: { label: '', from: 0, to: 1, ticks: null },
  lines: [
    { label: 'to its last state', tone: 'blue', values: [0.3, 0.4, 0.5, 0.6, 0.8, 0.9, 1] },
    { label: 'to the layer before', tone: 'foreground', values: [NaN, 0.9, 0.92, 0.95, 0.92, 0.93, 0.94] },
  ],
  points: [],
  mark: 4,
};
const points: ChartData = {
  x: { label: 'mean distance, tokens', from: 0, to: 5, ticks: null },
  y: { label: 'entropy, bits', from: 0, to: 3, ticks: null },
  lines: [],
  points: [
    { x: 1, y: 1, strong: false, chosen: false },
    { x: 4, y: 2, strong: true, chosen: true },
  ],
  mark: null,
};

describe('a chart', () => {
  it('keeps values inside of its frame and names round ones', () => {
    const layout = chartLayout(lines, 300, 200);
    expect(layout.yTicks.map(({ label }) => label)).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1']);
    expect(layout.yAt(1)).toBeGreaterThanOrEqual(0);
    expect(layout.yAt(0)).toBeLessThanOrEqual(200);
    expect(layout.xAt(6)).toBeLessThanOrEqual(300);
    expect(layout.xTicks.map(({ label }) => label)).toEqual(['emb', '0', '1', '2', '3', '4', '5']);
  });

  it('names fewer steps where they would touch', () => {
    const ticks = Array.from({ length: 80 }, (_, value) => ({ value, label: `layer ${value}` }));
    const layout = chartLayout({ ...lines, x: { label: '', from: 0, to: 79, ticks } }, 300, 200);
    expect(layout.xTicks.length).toBeLessThan(8);
  });

  it('leaves a gap where there is no value', () => {
    const shapes = chartShapes(lines, chartLayout(lines, 300, 200));
    const dotted = shapes.find((shape) => shape.kind === 'path' && shape.stroke === 'foreground');
    const xOfSecond = chartLayout(lines, 300, 200).xAt(1);
    expect(dotted?.kind === 'path' && dotted.d.startsWith(`M${Math.round(xOfSecond * 1000) / 1000}`)).toBe(true);
  });

  it('tells series apart by their dashes', () => {
    const dashes = chartShapes(lines, chartLayout(lines, 300, 200)).flatMap((shape) =>
      shape.kind === 'path' && shape.width > 1 ? [shape.dash] : [],
    );
    expect(new Set(dashes).size).toBe(dashes.length);
  });

  it('finds the step under the pointer anywhere, and a point only near it', () => {
    const layout = chartLayout(lines, 300, 200);
    expect(nearestStop(lines, layout, layout.xAt(3) + 4, 190)).toBe(3);
    const scatter = chartLayout(points, 300, 200);
    expect(nearestStop(points, scatter, scatter.xAt(4) + 3, scatter.yAt(2) - 3)).toBe(1);
    expect(nearestStop(points, scatter, scatter.xAt(2.5), scatter.yAt(0.2))).toBeNull();
    expect([stopCount(lines), stopCount(points)]).toEqual([7, 2]);
  });
});
