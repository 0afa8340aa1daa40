import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestTo } from '../../../../webview/lens/layers/pictures/nearest-to';
import { cosineText } from '../../../../webview/lens/layers/pictures/cosine-text';
import { projectionLayout } from '../../../../webview/lens/layers/projection/projection-layout';
import { spreadLabels } from '../../../../webview/lens/layers/projection/spread-labels';
import { BlockAxis } from '../../../../webview/lens/layers/scene/block-axis';
import { normScale, normText } from '../../../../webview/lens/layers/scene/norm-scale';
import { escapeXml, element, svgText } from '../../../../webview/shared/export/svg';

describe('labels beside the projection', () => {
  const heights = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 60 });

  it('never overlap and stay in the picture', () => {
    fc.assert(
      fc.property(heights, fc.nat(59), (wanted, kept) => {
        const placed = spreadLabels(
          wanted.map((y, key) => ({ key, y, kept: key === kept })),
          10,
          390,
          14,
        );
        const sorted = placed.map(({ y }) => y).sort((a, b) => a - b);
        sorted.slice(1).forEach((y, index) => expect(y - (sorted[index] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-6));
        expect(Math.min(10, ...sorted)).toBeGreaterThanOrEqual(10 - 1e-6);
        expect(Math.max(390, ...sorted)).toBeLessThanOrEqual(390 + 1e-6);
        if (kept < wanted.length) expect(placed.some(({ key }) => key === kept)).toBe(true);
      }),
    );
  });

  it('stand where they want to where there is room', () => {
    const wanted = [20, 120, 300].map((y, key) => ({ key, y, kept: false }));
    expect(spreadLabels(wanted, 10, 390, 14)).toEqual(wanted.map(({ key, y }) => ({ key, y })));
  });

  it('move apart by equal shares', () => {
    const placed = spreadLabels(
      [
        { key: 0, y: 100, kept: false },
        { key: 1, y: 104, kept: false },
      ],
      10,
      390,
      14,
    );
    expect(placed.map(({ y }) => y)).toEqual([95, 109]);
  });
});

it('the projection fills its picture, and puts what does not differ in the middle', () => {
  const tokens = Int32Array.of(0, 1);
  const points = Float32Array.of(-1, 5, 0, 5, 1, 5, 3, 5);
  const projection = { tokens, points, explained: [1, 0] as [number, number] };
  const layout = projectionLayout(projection, 2, { width: 400, height: 300 }, new Set());
  expect(layout.at(0, 0).x).toBeLessThan(layout.at(1, 1).x);
  expect(layout.at(1, 1).x).toBeLessThan(layout.labelX);
  expect(layout.at(0, 0).y).toBe(layout.at(1, 1).y);
});

describe('norms', () => {
  it('go from the smallest to the largest in even steps', () => {
    const { scale, root } = normScale(Float32Array.of(6, 14, 38, NaN));
    expect(root).toBe(false);
    expect([6, 22, 38, NaN].map(scale.position)).toEqual([0, 128, 255, 0]);
    expect(scale.ticks.map(({ label }) => label)).toEqual(['6.0', '38.0']);
  });

  it('that reach far beyond the others are shown by their root', () => {
    const { scale, root } = normScale(
      Float32Array.from({ length: 100 }, (_, index) => (index === 0 ? 3000 : 50 + index)),
    );
    expect(root).toBe(true);
    expect(scale.position(150)).toBeGreaterThan(30);
  });

  it('of nothing and of one value are no trouble', () => {
    expect(normScale(new Float32Array()).scale.position(1)).toBeGreaterThanOrEqual(0);
    expect(normScale(Float32Array.of(3, 3)).scale.position(3)).toBe(0);
  });

  it('are written with as many digits as help', () => {
    expect([0.25, 6.84, 38.4, 204.4, 3000, 12_345].map(normText)).toEqual(['.25', '6.8', '38.4', '204', '3000', '12k']);
  });
});

it('cosines in cells are short', () => {
  expect([0.97, 1, 0.998, -0.123, -1, 0].map(cosineText)).toEqual(['.97', '1', '1', '\u2212.12', '\u22121', '0']);
});

it('the nearest tokens are in order, without the token itself', () => {
  const cosines = Float32Array.of(0.1, 1, 0.9, NaN, 0.9);
  expect(nearestTo({ entry: 1, cosines }, 2).map(({ entry }) => entry)).toEqual([2, 4]);
});

it('blocks and tokens find each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 512 }), fc.nat(), (tokens, most, seed) => {
      const axis = new BlockAxis({ count: tokens, label: String, dim: () => false }, Math.min(tokens, most));
      const entry = seed % tokens;
      const block = axis.blockOf(entry);
      expect(axis.entryOf(block)).toBeLessThanOrEqual(entry);
      if (block + 1 < axis.count) expect(axis.entryOf(block + 1)).toBeGreaterThan(entry);
    }),
  );
});

describe('SVG', () => {
  it('holds no markup of a token', () => {
    expect(svgText('<script>&"', { x: 1.23456 })).toBe('<text x="1.23">&lt;script&gt;&amp;&quot;</text>');
    expect(element('rect', { title: '"><script>' })).toBe('<rect title="&quot;&gt;&lt;script&gt;"/>');
  });

  it('holds nothing that XML forbids', () => {
    expect(escapeXml('a\u0000b\uD800c\u000B\uFFFE😀')).toBe('a\uFFFDb\uFFFDc\uFFFD\uFFFD😀');
  });
});
