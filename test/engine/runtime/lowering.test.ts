import { describe, expect, test } from 'vitest';
import { Graph } from '../../../src/engine/graph/graph';
import { floats, runGraph } from './run-graph';

const x = floats(
  [2, 3, 4],
  Array.from({ length: 24 }, (_, i) => i),
);
const start = () => {
  const g = new Graph();
  return { g, value: g.input('x', 'float32', ['batch', 'sequence', 4]) };
};

test('a linear layer takes its weight as [out, in], for one row or many axes', async () => {
  const weights = { w: floats([2, 4], [1, 0, 0, 0, 0, 1, 0, 0]), b: floats([2], [10, 20]) };
  const { g, value } = start();
  const [w, b] = [g.parameter('w', [2, 4]), g.parameter('b', [2])];
  g.output('all', g.linear(value, w, b));
  g.output('first', g.linear(g.select(value, 1, 0), w, null));
  const results = await runGraph(g, { x }, weights);
  expect(results.get('all')).toEqual(floats([2, 3, 2], [10, 21, 14, 25, 18, 29, 22, 33, 26, 37, 30, 41]));
  expect(results.get('first')).toEqual(floats([2, 2], [0, 1, 12, 13]));
});

describe('reshape', () => {
  test.each<[string, (string | number)[], number[]]>([
    ['sizes that stay', ['batch', 'sequence', 2, 2], [2, 3, 2, 2]],
    ['one open size', ['batch*sequence', 4], [6, 4]],
    ['an open size that moves', [1, 'batch', '4*sequence'], [1, 2, 12]],
    ['two open sizes that move', [4, 'sequence', 'batch'], [4, 3, 2]],
  ])('%s', async (_, shape, dims) => {
    const { g, value } = start();
    g.output('y', g.reshape(value, shape));
    expect((await runGraph(g, { x })).get('y')).toEqual({ ...x, dims });
  });
});

test('one open size at two axes', async () => {
  const g = new Graph();
  g.output('y', g.reshape(g.input('x', 'float32', ['n', 'n', 2]), [2, 'n', 'n']));
  const square = floats(
    [3, 3, 2],
    Array.from({ length: 18 }, (_, i) => i),
  );
  expect((await runGraph(g, { x: square })).get('y')).toEqual({ ...square, dims: [2, 3, 3] });
});

test('a layer norm as torch computes it', async () => {
  const { g, value } = start();
  g.output('y', g.layerNorm(value, g.parameter('w', [4]), g.parameter('b', [4]), 1e-3));
  const results = await runGraph(g, { x }, { w: floats([4], [1, 2, 1, 1]), b: floats([4], [0, 0, 0, 5]) });
  const deviation = Math.sqrt(1.25 + 1e-3);
  [-1.5, -1, 0.5, 1.5 + 5 * deviation].forEach((expected, i) => {
    expect(results.get('y')!.data[i]).toBeCloseTo(expected / deviation, 5);
  });
});

test('one value under two names, an input as a result, and names that a weight has as well', async () => {
  const { g, value } = start();
  const y = g.add(g.label('logits', g.scale(value, 2)), g.parameter('logits', [4]));
  g.output('logits', y);
  g.output('again', y);
  g.output('same', value);
  const results = await runGraph(g, { x }, { logits: floats([4], [1, 1, 1, 1]) });
  const expected = floats(
    x.dims,
    x.data.map((each) => each * 2 + 1),
  );
  expect(results).toEqual(
    new Map([
      ['logits', expected],
      ['again', expected],
      ['same', x],
    ]),
  );
});
