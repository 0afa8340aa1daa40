import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entropyOf } from '../../../src/common/statistics/entropy';
import { headStatistics } from '../../../src/engine/internals/attention/head-statistics';
import { linksOf } from '../../../src/engine/internals/attention/links';
import { matrixOf, partOf, valuesOf } from '../../../src/engine/internals/attention/matrix-view';
import { paint, pictureSize } from '../../../src/engine/internals/attention/picture';
import { profileOf } from '../../../src/engine/internals/attention/profile';
import { reduce } from '../../../src/engine/internals/attention/reduce';
import { withResidual } from '../../../src/engine/internals/attention/rollout';
import { multiply } from '../../../src/engine/internals/attention/multiply';
import { shownAxis } from '../../../src/engine/internals/tokens/axis';
import { at, distributions, entry, someMatrix, someOptions, someTokens } from './support/matrices';

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('an axis', () => {
  it('has each real token once, in order, without what is left out', () => {
    fc.assert(
      fc.property(someTokens, someOptions, (tokens, options) => {
        const axis = shownAxis(tokens, options);
        const shown = range(0, axis.entries).flatMap((index) => range(...entry(axis, index)));
        const wanted = range(tokens.from, tokens.to).filter(
          (token) => !options.leaveOutSpecial || tokens.special[token] === 0,
        );
        expect(shown.map((token) => token + tokens.from)).toEqual(wanted);
        for (const index of range(0, axis.entries)) {
          const words = new Set(range(...entry(axis, index)).map((token) => tokens.words[token + tokens.from]));
          expect(words.size).toBe(1);
        }
        if (!options.mergeWords) expect(axis.entries).toBe(wanted.length);
      }),
    );
  });
});

describe('a merged matrix', () => {
  it('has the mean of rows and the sum of columns, so rows still sum to 1', () => {
    fc.assert(
      fc.property(someMatrix, ({ tokens, axis, view }) => {
        const merged = reduce(view, axis, axis);
        expect([merged.rows, merged.columns]).toEqual([axis.entries, axis.entries]);
        for (const row of range(0, merged.rows)) {
          const [from, to] = entry(axis, row);
          for (const column of range(0, merged.columns)) {
            const cells = range(from, to).flatMap((r) => range(...entry(axis, column)).map((c) => at(view, r, c)));
            expect(at(merged, row, column)).toBeCloseTo(sum(cells) / (to - from), 6);
          }
          const all = axis.entries > 0 && sum(range(0, axis.entries).map((i) => entry(axis, i)[1] - entry(axis, i)[0]));
          if (all === tokens.to - tokens.from) {
            expect(sum(range(0, merged.columns).map((column) => at(merged, row, column)))).toBeCloseTo(1, 5);
          }
        }
      }),
    );
  });
});

describe('a picture', () => {
  it('of every cell is the matrix, and a smaller one the largest weight under each pixel', () => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 20 }), columns: fc.integer({ min: 1, max: 20 }) }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 1e9 }),
        ({ rows, columns }, size, seed) => {
          const view = distributions(rows, columns, seed);
          const level = (weight: number): number => Math.round(255 * Math.sqrt(weight));
          expect([...paint(view, columns, rows)]).toEqual([...valuesOf(view)].map(level));
          const { width, height } = pictureSize(rows, columns, size);
          expect(width).toBeLessThanOrEqual(Math.min(columns, size));
          expect(height).toBeLessThanOrEqual(Math.min(rows, size));
          const pixels = paint(view, width, height);
          for (const [index, pixel] of pixels.entries()) {
            const [x, y] = [index % width, Math.floor(index / width)];
            const under = range(Math.floor((y * rows) / height), Math.ceil(((y + 1) * rows) / height)).flatMap((row) =>
              range(Math.floor((x * columns) / width), Math.ceil(((x + 1) * columns) / width)).map((column) =>
                at(view, row, column),
              ),
            );
            expect(pixel).toBe(level(Math.max(...under)));
          }
        },
      ),
    );
  });

  it('of values that are no weights has pixels all the same', () => {
    const odd = matrixOf(Float32Array.of(NaN, -1, Infinity, 2), 2, 2);
    expect([...paint(odd, 2, 2)]).toEqual([0, 0, 255, 255]);
  });
});

describe('a profile', () => {
  it.each(['from', 'to'] as const)('%s chosen tokens is the sum of their rows or columns', (direction) => {
    fc.assert(
      fc.property(someMatrix, fc.infiniteStream(fc.boolean()), ({ axis, view }, picks) => {
        const chosen = range(0, axis.entries).filter(() => picks.next().value);
        const merged = reduce(view, axis, axis);
        const profile = profileOf(view, { queries: axis, keys: axis, chosen, direction });
        const expected = range(0, axis.entries).map((other) =>
          sum(chosen.map((each) => (direction === 'from' ? at(merged, each, other) : at(merged, other, each)))),
        );
        expect(profile).toHaveLength(expected.length);
        for (const [index, value] of expected.entries()) expect(profile[index]).toBeCloseTo(value, 5);
      }),
    );
  });
});

describe('how a head looks', () => {
  it('is the mean entropy and distance of its rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1e9 }), (size, seed) => {
        const view = distributions(size, size, seed);
        const rows = Int32Array.from(range(0, size).filter((row) => row % 3 !== 1));
        const { entropy, distance } = headStatistics(view, rows);
        const each = [...rows].map((row) => valuesOf(partOf(view, [row, row + 1], [0, size])));
        expect(entropy).toBeCloseTo(sum(each.map(entropyOf)) / rows.length, 6);
        const distances = [...rows].map((row, index) =>
          sum([...each[index]!].map((weight, key) => weight * Math.abs(row - key))),
        );
        expect(distance).toBeCloseTo(sum(distances) / rows.length, 5);
      }),
    );
  });

  it('is 0 bits for one key, log2 of the keys where all are alike, and takes zeros', () => {
    const one = matrixOf(Float32Array.of(0, 1, 0, 0), 1, 4);
    expect(headStatistics(one, Int32Array.of(0))).toEqual({ entropy: 0, distance: 1 });
    const even = matrixOf(new Float32Array(8).fill(1 / 8), 1, 8);
    expect(headStatistics(even, Int32Array.of(0)).entropy).toBeCloseTo(3, 9);
  });
});

describe('links', () => {
  it('are all weights at or over the threshold, the strongest first, as many as asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        (size, seed, threshold, limit) => {
          const view = distributions(size, size, seed);
          const found = linksOf(view, { threshold, limit, layer: 2, head: 1 });
          const expected = [...valuesOf(view)].filter((weight) => weight >= threshold).sort((a, b) => b - a);
          expect(found.total).toBe(expected.length);
          expect([...found.weights]).toEqual(expected.slice(0, limit));
          for (const [index, weight] of found.weights.entries()) {
            expect(at(view, found.queries[index]!, found.keys[index]!)).toBe(weight);
          }
          expect(new Set([...found.layers, ...found.heads])).toEqual(new Set(expected.length > 0 ? [2, 1] : []));
        },
      ),
    );
  });

  it('are none where none are asked for', () => {
    expect(linksOf(distributions(3, 3, 5), { threshold: 0, limit: 0, layer: 0, head: 0 })).toMatchObject({ total: 9 });
  });
});

describe('rollout', () => {
  it('keeps rows that sum to 1, of rows that do not as well', async () => {
    const size = 7;
    const mean = valuesOf(distributions(size, size, 11)).map((weight, index) => (index < size ? weight / 3 : weight));
    const own = withResidual(mean, size);
    const product = await multiply(own, own, size);
    for (const data of [own, product]) {
      for (const row of range(0, size)) expect(sum(data.slice(row * size, (row + 1) * size))).toBeCloseTo(1, 5);
    }
    const [row, column] = [2, 5];
    const expected = sum(range(0, size).map((k) => own[row * size + k]! * own[k * size + column]!));
    expect(product[row * size + column]).toBeCloseTo(expected, 6);
  });
});
