import { describe, expect, test } from 'vitest';
import { gradientRules } from '../../../src/engine/autodiff/rules';
import type { Graph } from '../../../src/engine/graph/graph';
import type { OperationName } from '../../../src/engine/graph/operations';
import type { Value } from '../../../src/engine/graph/types';
import { gradientError, point } from './support/finite-differences';

type Build = (g: Graph, x: Value, y: Value) => Value;

const positive = (value: number): number => Math.abs(value) + 0.5;
const ids = (g: Graph, numbers: number[], shape = [numbers.length]): Value =>
  g.constant('int64', shape, BigInt64Array.from(numbers, BigInt));

/** For each operation with a rule, a graph of it; x is [2, 3, 4], y another of a shape that it names. */
const cases: Readonly<Partial<Record<OperationName, { y?: number[]; x?: number[]; positive?: true; build: Build }>>> = {
  add: { y: [3, 1], build: (g, x, y) => g.add(x, y) },
  sub: { y: [4], build: (g, x, y) => g.sub(y, x) },
  mul: { y: [2, 1, 4], build: (g, x, y) => g.mul(x, y) },
  div: { y: [3, 4], positive: true, build: (g, x, y) => g.div(x, y) },
  pow: { y: [4], positive: true, build: (g, x, y) => g.pow(x, y) },
  // Far enough from each other that no step goes from one to the other.
  min: { y: [4], build: (g, x, y) => g.min(g.scale(x, 3), y) },
  max: { y: [4], build: (g, x, y) => g.max(g.scale(x, 3), y) },
  where: { y: [3, 1], build: (g, x, y) => g.where(g.less(x, g.scalar(0)), g.mul(x, x), y) },
  abs: { build: (g, x) => g.unary('abs', x) },
  neg: { build: (g, x) => g.mul(x, g.unary('neg', x)) },
  cos: { build: (g, x) => g.unary('cos', x) },
  sin: { build: (g, x) => g.unary('sin', x) },
  exp: { build: (g, x) => g.unary('exp', x) },
  log: { positive: true, build: (g, x) => g.unary('log', x) },
  erf: { build: (g, x) => g.unary('erf', x) },
  relu: { build: (g, x) => g.relu(x) },
  sigmoid: { build: (g, x) => g.unary('sigmoid', x) },
  softplus: { build: (g, x) => g.unary('softplus', x) },
  sqrt: { positive: true, build: (g, x) => g.unary('sqrt', x) },
  tanh: { build: (g, x) => g.tanh(x) },
  gelu: { build: (g, x) => g.add(g.gelu(x, 'none'), g.scale(g.gelu(g.scale(x, 2), 'tanh'), 3)) },
  softmax: { build: (g, x) => g.softmax(g.scale(x, 2)) },
  matmul: { y: [4, 5], build: (g, x, y) => g.matmul(x, y) },
  linear: {
    y: [5, 4],
    build: (g, x, y) => g.linear(x, y, g.parameter('bias', [5])),
  },
  layerNorm: { y: [4], build: (g, x, y) => g.layerNorm(x, y, g.parameter('bias', [4]), 1e-3) },
  rmsNorm: { y: [4], build: (g, x, y) => g.rmsNorm(x, y, 1e-3) },
  reduceSum: { build: (g, x) => g.mul(g.sum(x), g.sum(g.mul(x, x))) },
  reduceMean: { build: (g, x) => g.mul(g.mean(x, true), x) },
  reduceMax: { build: (g, x) => g.maximum(x) },
  sumTo: { build: (g, x) => g.sumTo(g.mul(x, x), [3, 1]) },
  expandLike: { y: [3, 1], build: (g, x, y) => g.expandLike(y, x) },
  gather: { build: (g, x) => g.embedding(x, ids(g, [1, 0, 1, 1], [2, 2])) },
  reshape: { build: (g, x) => g.reshape(g.mul(x, x), [6, 4]) },
  transpose: { build: (g, x) => g.transpose(g.mul(x, x), [2, 0, 1]) },
  select: { build: (g, x) => g.add(g.select(x, 1, 2), g.select(g.mul(x, x), 1, 0)) },
  selectEach: { build: (g, x) => g.selectEach(g.mul(x, x), ids(g, [2, 0])) },
  slice: { build: (g, x) => g.mul(g.slice(x, -1, 1, 3), g.slice(x, 2, 2, 4)) },
  concat: { y: [2, 3, 1], build: (g, x, y) => g.concat([y, g.mul(x, x), y], -1) },
  dropout: { build: (g, x) => g.apply('dropout', [g.mul(x, x)], { rate: 0.5 }) },
  applyMask: {
    build: (g, x) => {
      const mask = g.constant(
        'uint8',
        [2, 3, 4],
        Uint8Array.from({ length: 24 }, (_, index) => index % 3 && 1),
      );
      return g.apply('applyMask', [g.mul(x, x), mask, mask], { scale: 1.5 });
    },
  },
  crossEntropy: {
    x: [4, 3],
    y: [4, 3],
    build: (g, x, y) => {
      const weights = g.constant('float32', [3], Float32Array.of(1, 0.5, 2));
      const [losses, logs] = g.applyAll('crossEntropy', [x, ids(g, [2, 0, -100, 1]), weights], {}) as [Value, Value];
      return g.add(g.mul(logs, y), g.reshape(losses, [4, 1]));
    },
  },
};

const withRule = Object.entries(gradientRules).flatMap(([name, { kind }]) => (kind === 'none' ? [] : [name]));

describe('every rule agrees with finite differences', () => {
  // What norms are replaced by is checked by the norms.
  const checked = withRule.filter(
    (name) => !name.endsWith('Saved') && !name.endsWith('packRows') && name !== 'unpackRows',
  ) as OperationName[];
  test.each(checked)('%s', async (name) => {
    const given = cases[name];
    if (given === undefined) throw new Error(`No graph checks ${name}`);
    const map = given.positive === true ? positive : undefined;
    const points = {
      x: point(given.x ?? [2, 3, 4], 3, map),
      ...(given.y ? { y: point(given.y, 5, map) } : {}),
      ...(name === 'linear' || name === 'layerNorm' ? { bias: point([given.y?.[0] ?? 0], 7) } : {}),
    };
    const error = await gradientError(points, (g, { x, y }) => given.build(g, x!, y ?? x!));
    expect(error).toBeLessThan(3e-3);
  });
});

describe('forms of one operation agree with finite differences', () => {
  test.each([
    ['both factors turned', [4, 5], [2, 3, 4], { transposeA: true, transposeB: true }],
    ['the left one turned', [4, 5], [2, 4, 3], { transposeA: true }],
    ['the right one turned', [4, 5], [2, 3, 5], { transposeB: true }],
  ] as const)('matmul with %s', async (_, a, b, transposed) => {
    const points = { a: point(a, 3), b: point([...b], 5) };
    expect(await gradientError(points, (g, p) => g.matmul(p['a']!, p['b']!, transposed))).toBeLessThan(3e-3);
  });

  test('linear with a weight stored the other way round', async () => {
    const points = { x: point([2, 3, 4], 3), weight: point([4, 5], 5) };
    const error = await gradientError(points, (g, p) => g.linear(p['x']!, p['weight']!, null, 'in-out'));
    expect(error).toBeLessThan(3e-3);
  });

  test('a weight so large that its gradient is made in parts', async () => {
    const points = { x: point([2, 1], 3), weight: point([1600, 1], 5) };
    const error = await gradientError(points, (g, p) =>
      g.sumTo(g.mul(g.linear(p['x']!, p['weight']!, null), g.scalar(0.1)), [2, 1]),
    );
    expect(error).toBeLessThan(3e-2);
  }, 120_000);

  test('a place of an axis whose size is open', async () => {
    const points = { x: point([3, 4], 3) };
    const error = await gradientError(
      points,
      (g, p) => {
        const rows = g.embedding(p['x']!, g.range('n'));
        return g.add(g.select(g.mul(rows, rows), 0, 1), g.selectEach(g.reshape(rows, [1, 'n', 4]), ids(g, [2])));
      },
      { n: 3 },
    );
    expect(error).toBeLessThan(3e-3);
  });

  test('packRows and unpackRows', async () => {
    const points = { x: point([3, 4], 3), weight: point([4, 4], 5) };
    const error = await gradientError(
      points,
      (g, p) => {
        const batch = g.scale(g.cast(g.reshape(g.range('batch'), ['batch', 1, 1]), 'float32'), 0.3);
        const rows = g.embedding(p['x']!, g.range('sequence'));
        const x = g.mul(g.add(g.reshape(rows, [1, 'sequence', 4]), batch), g.reshape(rows, [1, 'sequence', 4]));
        // The last place of the first row is padding.
        const places = ids(g, [0, 1, 3, 4, 5]);
        const numbers = ids(g, [0, 1, 0, 2, 3, 4], [2, 3]);
        const [row, place] = [
          g.reshape(g.range('batch'), ['batch', 1, 1]),
          g.reshape(g.range('sequence'), [1, 'sequence', 1]),
        ];
        const isPadding = g.and(g.equal(row, g.integer(0)), g.equal(place, g.integer(2)));
        const present = g.where(isPadding, g.scalar(0), g.scalar(1));
        const packed = g.apply('packRows', [x, places, numbers, present], {});
        const product = g.linear(g.mul(packed, packed), p['weight']!, null);
        const whole = g.apply('unpackRows', [product, places, numbers, present], {});
        return g.add(g.mul(whole, present), x);
      },
      { batch: 2, sequence: 3 },
    );
    expect(error).toBeLessThan(3e-3);
  });

  test('rows of a table that is computed', async () => {
    const points = { x: point([3, 4], 3) };
    const error = await gradientError(points, (g, p) => g.embedding(g.mul(p['x']!, p['x']!), ids(g, [2, 0, 2])));
    expect(error).toBeLessThan(3e-3);
  });
});
