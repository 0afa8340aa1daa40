import { describe, expect, it } from 'vitest';
import type { HeatmapAxis } from '../../../../webview/shared/heatmap/heatmap-data';
import { heatmapLayout, mostLabel, type LayoutParams } from '../../../../webview/shared/heatmap/layout';
import { columnLabels, rowLabels, shownEntries } from '../../../../webview/shared/heatmap/place-labels';
import { wholeView } from '../../../../webview/shared/heatmap/viewport';

const axisOf = (count: number, label = (index: number) => `token${index}`): HeatmapAxis => ({
  count,
  label,
  mono: true,
});
const measure = (text: string): number => text.length * 7;

function layoutOf(count: number, rest: Partial<LayoutParams> = {}) {
  const axis = axisOf(count);
  return heatmapLayout({
    rows: axis,
    columns: axis,
    columnLabels: 'rotated',
    width: 600,
    maxHeight: 500,
    maxCell: { width: 36, height: 36 },
    square: true,
    labelWidth: null,
    measure,
    ...rest,
  });
}

describe('the layout of a heatmap', () => {
  it.each([4, 10, 48, 512, 2048])('of %i tokens stays in its space, its cells square', (count) => {
    const { width, height, plot } = layoutOf(count);
    expect(width).toBeLessThanOrEqual(600);
    expect(plot.height).toBeLessThanOrEqual(500);
    expect(plot.width).toBe(plot.height);
    expect(plot.x + plot.width).toBeLessThanOrEqual(width);
    expect(plot.y + plot.height).toBeLessThanOrEqual(height);
  });

  it('has cells of whole pixels, as large as they may be', () => {
    expect(layoutOf(4).plot.width).toBe(4 * 36);
    const { plot } = layoutOf(17, { width: 500 });
    expect(plot.width % 17).toBe(0);
  });

  it('leaves labels no more than their most, or just what it is told', () => {
    const long = axisOf(3, () => 'x'.repeat(200));
    expect(layoutOf(3, { rows: long }).plot.x).toBeLessThanOrEqual(mostLabel + 10);
    expect(layoutOf(3, { labelWidth: 90 }).plot.x).toBe(90);
  });

  it('keeps room below or none for plain labels', () => {
    const below = layoutOf(7, { columnLabels: 'below' });
    expect(below.plot.y).toBe(0);
    expect(below.height).toBeGreaterThan(below.plot.height);
    expect(layoutOf(7, { columnLabels: 'none' }).height).toBe(layoutOf(7, { columnLabels: 'none' }).plot.height);
  });

  it('survives a space of nothing', () => {
    const { plot } = layoutOf(10, { width: 1 });
    expect(plot.width).toBeGreaterThan(0);
  });
});

describe('labels', () => {
  const marks = { rows: [3], columns: [7], cell: null };

  it('are all there when there is room, the chosen ones bold', () => {
    const layout = layoutOf(10);
    const view = wholeView({ rows: 10, columns: 10 });
    const params = { rows: axisOf(10), columns: axisOf(10), layout, view, marks, measure };
    expect(rowLabels(params).map(({ text }) => text)).toEqual(
      Array.from({ length: 10 }, (_, index) => `token${index}`),
    );
    expect(
      rowLabels(params)
        .filter(({ bold }) => bold)
        .map(({ index }) => index),
    ).toEqual([3]);
    expect(
      columnLabels(params)
        .filter(({ bold }) => bold)
        .map(({ index }) => index),
    ).toEqual([7]);
    expect(columnLabels(params).every(({ turned }) => turned)).toBe(true);
  });

  it('are thinned by steps that people count in, and never touch', () => {
    const shown = shownEntries(0, 2048, 2048, 500 / 2048, [777]);
    expect(shown).toContain(777);
    const gaps = shown.slice(1).map((index, at) => index - (shown[at] ?? 0));
    expect(Math.min(...gaps) * (500 / 2048)).toBeGreaterThanOrEqual(14);
    expect(shown.filter((index) => index !== 777).every((index) => index % 100 === 0)).toBe(true);
  });

  it('of a part in view are those of its entries', () => {
    const shown = shownEntries(100.5, 10, 2048, 40, []);
    expect([shown[0], shown.at(-1)]).toEqual([100, 110]);
  });

  it('lose their tail when they are too long', () => {
    const layout = layoutOf(2);
    const rows = axisOf(2, () => 'Donaudampfschifffahrtsgesellschaft');
    const view = wholeView({ rows: 2, columns: 2 });
    const [label] = rowLabels({ rows, columns: rows, layout, view, marks, measure });
    expect(label?.text).toMatch(/^Donau.*…$/);
    expect(measure(label?.text ?? '')).toBeLessThanOrEqual(mostLabel);
  });
});
