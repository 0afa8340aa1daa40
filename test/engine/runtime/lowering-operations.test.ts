import { describe, expect, test } from 'vitest';
import { Graph } from '../../../src/engine/graph/graph';
import type { Value } from '../../../src/engine/graph/types';
import { floats, integers, runGraph } from './run-graph';

const a = floats([2, 3], [-2, -1, -0.5, 0.5, 1, 2]);
const b = floats([3], [1, 2, 0.5]);
const ids = integers([2, 3], [4, 0, 7, 7, 1, 1]);

interface Start {
  readonly g: Graph;
  readonly a: Value;
  readonly b: Value;
  readonly ids: Value;
}

/** The result of a graph of the inputs above. A truth value is given as a number. */
async function result(make: (start: Start) => Value): Promise<{ dims: readonly number[]; values: number[] }> {
  const g = new Graph();
  const inputs = {
    a: g.input('a', 'float32', ['batch', 'sequence']),
    b: g.input('b', 'float32', ['sequence']),
    ids: g.input('ids', 'int64', ['batch', 'sequence']),
  };
  const y = make({ g, ...inputs });
  g.output('y', y.dtype === 'float32' ? y : g.cast(y, 'float32'));
  const { dims, data } = (await runGraph(g, { a, b, ids })).get('y')!;
  return { dims, values: Array.from(data as Float32Array, Number) };
}

describe('number by number', () => {
  test.each<[string, (start: Start) => Value, number[]]>([
    ['sub', ({ g, a, b }) => g.sub(a, b), [-3, -3, -1, -0.5, -1, 1.5]],
    ['div', ({ g, a, b }) => g.div(a, b), [-2, -0.5, -1, 0.5, 0.5, 4]],
    ['pow', ({ g, a }) => g.pow(g.unary('abs', a), g.scalar(3)), [8, 1, 0.125, 0.125, 1, 8]],
    ['abs', ({ g, a }) => g.unary('abs', a), [2, 1, 0.5, 0.5, 1, 2]],
    ['neg', ({ g, a }) => g.unary('neg', a), [2, 1, 0.5, -0.5, -1, -2]],
    ['cos', ({ g, a }) => g.unary('cos', a), [-2, -1, -0.5, 0.5, 1, 2].map(Math.cos)],
    ['sin', ({ g, a }) => g.unary('sin', a), [-2, -1, -0.5, 0.5, 1, 2].map(Math.sin)],
    ['exp', ({ g, a }) => g.unary('exp', a), [-2, -1, -0.5, 0.5, 1, 2].map(Math.exp)],
    ['log', ({ g, a }) => g.unary('log', g.unary('abs', a)), [2, 1, 0.5, 0.5, 1, 2].map(Math.log)],
    ['abs and neg of whole numbers', ({ g, ids }) => g.unary('abs', g.unary('neg', ids)), [4, 0, 7, 7, 1, 1]],
    ['min and max of whole numbers', ({ g, ids }) => g.min(g.max(ids, g.integer(1)), g.integer(5)), [4, 1, 5, 5, 1, 1]],
    ['less', ({ g, a, b }) => g.less(a, b), [1, 1, 1, 1, 1, 0]],
    ['less of whole numbers', ({ g, ids }) => g.less(ids, g.integer(4)), [0, 1, 0, 0, 1, 1]],
    ['lessOrEqual', ({ g, ids }) => g.lessOrEqual(ids, g.integer(4)), [1, 1, 0, 0, 1, 1]],
    ['equal', ({ g, ids }) => g.equal(ids, g.integer(7)), [0, 0, 1, 1, 0, 0]],
    [
      'and, or, not',
      ({ g, ids, a }) =>
        g.or(g.and(g.less(ids, g.integer(2)), g.less(a, g.scalar(0))), g.not(g.lessOrEqual(a, g.scalar(1)))),
      [0, 1, 0, 0, 0, 1],
    ],
    ['a float cut to a whole number', ({ g, a }) => g.cast(a, 'int64'), [-2, -1, 0, 0, 1, 2]],
  ])('%s', async (_, make, expected) => {
    const { dims, values } = await result(make);
    expect(dims).toEqual([2, 3]);
    values.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 6));
  });
});

describe('over the last axis', () => {
  test.each<[string, (start: Start) => Value, number[], number[]]>([
    ['sum', ({ g, a }) => g.sum(a), [2], [-3.5, 3.5]],
    ['sum of whole numbers, kept', ({ g, ids }) => g.sum(ids, true), [2, 1], [11, 9]],
    ['mean', ({ g, a }) => g.mean(g.scale(a, 3), true), [2, 1], [-3.5, 3.5]],
    ['maximum', ({ g, a }) => g.maximum(a), [2], [-0.5, 2]],
    ['maximum of whole numbers', ({ g, ids }) => g.maximum(ids), [2], [7, 7]],
  ])('%s', async (_, make, dims, expected) => {
    const { dims: actual, values } = await result(make);
    expect(actual).toEqual(dims);
    values.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 6));
  });
});

describe('layout', () => {
  test('the numbers of positions, measured or known', async () => {
    expect(await result(({ g }) => g.range('sequence'))).toEqual({ dims: [3], values: [0, 1, 2] });
    expect(await result(({ g }) => g.range('batch'))).toEqual({ dims: [2], values: [0, 1] });
    expect(await result(({ g }) => g.range(4))).toEqual({ dims: [4], values: [0, 1, 2, 3] });
  });

  test('one row of each element of a batch', async () => {
    const pick = ({ g, a, ids }: Start): Value => g.selectEach(a, g.min(g.maximum(ids), g.range('batch')));
    expect(await result(pick)).toEqual({ dims: [2], values: [-2, 1] });
    const rows = ({ g, a }: Start): Value =>
      g.selectEach(g.reshape(a, ['batch', 'sequence', 1]), g.sub(g.integer(2), g.range('batch')));
    expect(await result(rows)).toEqual({ dims: [2, 1], values: [-0.5, 1] });
  });

  test('stretches of an axis and their joining', async () => {
    const g = new Graph();
    const x = g.input('a', 'float32', [2, 3]);
    const [left, right] = g.split(x, -1, [1, 2]) as [Value, Value];
    g.output('left', left);
    g.output('right', right);
    g.output('turned', g.concat([right, left], -1));
    g.output('last', g.slice(x, 0, 1, 2));
    const results = await runGraph(g, { a });
    expect(results.get('left')).toEqual(floats([2, 1], [-2, 0.5]));
    expect(results.get('right')).toEqual(floats([2, 2], [-1, -0.5, 1, 2]));
    expect(results.get('turned')).toEqual(floats([2, 3], [-1, -0.5, -2, 1, 2, 0.5]));
    expect(results.get('last')).toEqual(floats([1, 3], [0.5, 1, 2]));
  });
});

test('a layer whose matrix is stored as [in, out]', async () => {
  const g = new Graph();
  const x = g.input('x', 'float32', ['batch', 'sequence', 2]);
  g.output('y', g.linear(x, g.parameter('w', [2, 3]), g.parameter('b', [3]), 'in-out'));
  const weights = { w: floats([2, 3], [1, 2, 3, 10, 20, 30]), b: floats([3], [0, 0, 5]) };
  const results = await runGraph(g, { x: floats([1, 2, 2], [1, 0, 2, 1]) }, weights);
  expect(results.get('y')).toEqual(floats([1, 2, 3], [1, 2, 8, 12, 24, 41]));
});

test('an RMS norm as T5 and Llama compute it', async () => {
  const g = new Graph();
  const x = g.input('x', 'float32', ['batch', 'sequence', 2]);
  g.output('y', g.rmsNorm(x, g.parameter('w', [2]), 0.5));
  const results = await runGraph(g, { x: floats([1, 2, 2], [3, 4, 0, 0]) }, { w: floats([2], [1, 2]) });
  const root = Math.sqrt(13);
  [3 / root, 8 / root, 0, 0].forEach((expected, index) => {
    expect(results.get('y')!.data[index]).toBeCloseTo(expected, 6);
  });
});
