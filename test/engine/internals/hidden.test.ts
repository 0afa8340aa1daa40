import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOf, rowOf } from '../../../src/engine/internals/attention/matrix-view';
import { cosinesBetween, cosinesOf } from '../../../src/engine/internals/hidden/cosines';
import { jacobiEigen } from '../../../src/engine/internals/hidden/jacobi-eigen';
import { principalAxes } from '../../../src/engine/internals/hidden/principal-axes';
import { project } from '../../../src/engine/internals/hidden/projection';
import { cosine, spread } from '../../../src/engine/internals/hidden/vectors';

const noPause = (): Promise<void> => Promise.resolve();

/** Numbers without structure, the same for a seed. */
function noise(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

describe('eigenvectors of a symmetric matrix', () => {
  it('are at right angles and give the matrix back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 1e9 }), (size, seed) => {
        const numbers = noise(size * size, seed);
        const matrix = Array.from({ length: size }, (_, i) =>
          Array.from({ length: size }, (__, j) => numbers[i * size + j]! + numbers[j * size + i]!),
        );
        const { values, vectors } = jacobiEigen(matrix);
        expect(values).toEqual(values.toSorted((a, b) => b - a));
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            const back = values.reduce((total, value, k) => total + value * vectors[k]![i]! * vectors[k]![j]!, 0);
            expect(back).toBeCloseTo(matrix[i]![j]!, 9);
            const inner = vectors[i]!.reduce((total, x, k) => total + x * vectors[j]![k]!, 0);
            expect(inner).toBeCloseTo(i === j ? 1 : 0, 9);
          }
        }
      }),
    );
  });
});

describe('principal axes', () => {
  it('are those of the whole covariance', async () => {
    const [rows, columns] = [60, 12];
    const data = noise(rows * columns, 9).map((x, at) => x * (1 + (at % columns)));
    for (let column = 0; column < columns; column++) {
      let mean = 0;
      for (let row = 0; row < rows; row++) mean += data[row * columns + column]! / rows;
      for (let row = 0; row < rows; row++) data[row * columns + column]! -= mean;
    }
    const covariance = Array.from({ length: columns }, (_, i) =>
      Array.from({ length: columns }, (__, j) => {
        let sum = 0;
        for (let row = 0; row < rows; row++) sum += data[row * columns + i]! * data[row * columns + j]!;
        return sum;
      }),
    );
    const { values, vectors } = jacobiEigen(covariance);
    const total = values.reduce((a, b) => a + b, 0);
    const { axes, shares } = await principalAxes(data, rows, columns, noPause);
    for (const which of [0, 1] as const) {
      expect(shares[which]).toBeCloseTo(values[which]! / total, 5);
      const along = vectors[which]!.reduce((sum, x, i) => sum + x * axes[which][i]!, 0);
      expect(Math.abs(along)).toBeCloseTo(1, 3);
    }
  });

  it('are none where nothing differs, and one where all lies on a line', async () => {
    const same = await principalAxes(new Float32Array(12), 4, 3, noPause);
    expect(same.shares).toEqual([0, 0]);
    const line = Float32Array.of(-1, -2, 0, 0, 1, 2);
    const { axes, shares } = await principalAxes(line, 3, 2, noPause);
    expect(shares[0]).toBeCloseTo(1, 5);
    expect(shares[1]).toBeCloseTo(0, 5);
    expect(Math.abs(axes[0][1]! / axes[0][0]!)).toBeCloseTo(2, 4);
    const broken = await principalAxes(Float32Array.of(NaN, 1, 2, 3), 2, 2, noPause);
    expect(broken.shares).toEqual([0, 0]);
  });

  it('are signed so that the mean way runs to the right and upwards', async () => {
    const [states, tokens, size] = [4, 6, 5];
    const views = Array.from({ length: states }, (_, state) =>
      matrixOf(
        noise(tokens * size, 3 + state).map((x, at) => x + state * [3, -2, 0, 1, 0][at % size]!),
        tokens,
        size,
      ),
    );
    const { points, tokens: shown, explained } = await project(views, tokens, noPause);
    expect([...shown]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(points).toHaveLength(states * tokens * 2);
    for (const which of [0, 1]) {
      const way = [...shown].reduce(
        (sum, t) => sum + points[((states - 1) * tokens + t) * 2 + which]! - points[t * 2 + which]!,
        0,
      );
      expect(way).toBeGreaterThanOrEqual(0);
      expect(explained[which]).toBeGreaterThan(0);
    }
    expect(explained[0]).toBeGreaterThan(explained[1]);
  });
});

describe('cosines', () => {
  it('are exact where all rows fit, else means of blocks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 1e9 }),
        (rows, size, seed) => {
          const view = matrixOf(noise(rows * 4, seed), rows, 4);
          const each = (a: number, b: number): number => cosine(rowOf(view, a), rowOf(view, b));
          const found = cosinesBetween(view, size);
          const side = Math.min(rows, size);
          expect(found).toMatchObject({ size: side, exact: size >= rows });
          const block = (index: number): number[] => {
            const [from, to] = [index, index + 1].map((i) => Math.floor((i * rows) / side)) as [number, number];
            return Array.from({ length: to - from }, (_, i) => from + i);
          };
          for (let a = 0; a < side; a++) {
            for (let b = 0; b < side; b++) {
              const pairs = block(a).flatMap((x) => block(b).map((y) => each(x, y)));
              const mean = pairs.reduce((sum, x) => sum + x, 0) / pairs.length;
              expect(found.values[a * side + b]).toBeCloseTo(mean, 5);
            }
          }
          const own = cosinesOf(view, rows - 1);
          for (let row = 0; row < rows; row++) expect(own[row]).toBeCloseTo(each(row, rows - 1), 5);
        },
      ),
    );
  });

  it('of a vector of zeros are 0', () => {
    expect(cosine(new Float32Array(3), Float32Array.of(1, 2, 3))).toBe(0);
    expect([...cosinesBetween(matrixOf(new Float32Array(4), 2, 2), 2).values]).toEqual([0, 0, 0, 0]);
  });
});

it('numbers are spread from the first to the last', () => {
  expect([...spread(10, 4)]).toEqual([0, 3, 6, 9]);
  expect([...spread(3, 8)]).toEqual([0, 1, 2]);
  expect([...spread(0, 8)]).toEqual([]);
  expect([...spread(5, 1)]).toEqual([0]);
});
