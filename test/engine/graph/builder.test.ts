import { describe, expect, test } from 'vitest';
import { Graph } from '../../../src/engine/graph/graph';
import { prune } from '../../../src/engine/graph/prune';
import { GraphError, type Value } from '../../../src/engine/graph/types';

const build = () => {
  const g = new Graph();
  return {
    g,
    x: g.input('x', 'float32', ['batch', 'sequence', 8]),
    ids: g.input('ids', 'int64', ['batch', 'sequence']),
  };
};

describe('types are found as the graph is built', () => {
  test.each<[string, (b: ReturnType<typeof build>) => Value, string, readonly (string | number)[]]>([
    [
      'linear',
      ({ g, x }) => g.linear(x, g.parameter('w', [3, 8]), g.parameter('b', [3])),
      'float32',
      ['batch', 'sequence', 3],
    ],
    ['embedding', ({ g, ids }) => g.embedding(g.parameter('t', [10, 4]), ids), 'float32', ['batch', 'sequence', 4]],
    ['transpose', ({ g, x }) => g.transpose(x, [0, 2, 1]), 'float32', ['batch', 8, 'sequence']],
    ['matmul', ({ g, x }) => g.matmul(x, g.transpose(x, [0, 2, 1])), 'float32', ['batch', 'sequence', 'sequence']],
    ['reshape', ({ g, x }) => g.reshape(x, ['batch', 'sequence', 2, 4]), 'float32', ['batch', 'sequence', 2, 4]],
    ['select', ({ g, x }) => g.select(x, 1, 0), 'float32', ['batch', 8]],
    ['selectEach', ({ g, x, ids }) => g.selectEach(x, g.maximum(ids)), 'float32', ['batch', 8]],
    ['slice', ({ g, x }) => g.slice(x, -1, 2, 5), 'float32', ['batch', 'sequence', 3]],
    ['concat', ({ g, x }) => g.concat([x, g.slice(x, -1, 0, 1)], -1), 'float32', ['batch', 'sequence', 9]],
    ['range', ({ g }) => g.range('sequence'), 'int64', ['sequence']],
    ['a comparison', ({ g, ids }) => g.less(ids, g.range('sequence')), 'bool', ['batch', 'sequence']],
    ['a sum, kept', ({ g, x }) => g.sum(x, true), 'float32', ['batch', 'sequence', 1]],
    ['a mean', ({ g, x }) => g.mean(x), 'float32', ['batch', 'sequence']],
    [
      'linear of a matrix the other way round',
      ({ g, x }) => g.linear(x, g.parameter('w', [8, 3]), null, 'in-out'),
      'float32',
      ['batch', 'sequence', 3],
    ],
    ['rmsNorm', ({ g, x }) => g.rmsNorm(x, g.parameter('w', [8]), 0), 'float32', ['batch', 'sequence', 8]],
    ['cast', ({ g, ids }) => g.cast(ids, 'bool'), 'bool', ['batch', 'sequence']],
  ])('%s', (_, make, dtype, shape) => expect(make(build())).toMatchObject({ dtype, shape }));
});

describe('what does not fit is refused', () => {
  test.each<[string, (b: ReturnType<typeof build>) => unknown, RegExp]>([
    ['inner sizes', ({ g, x }) => g.linear(x, g.parameter('w', [3, 7]), null), /8 is not 7/],
    [
      'a bias of another size',
      ({ g, x }) => g.linear(x, g.parameter('w', [3, 8]), g.parameter('b', [8])),
      /should be \[3\]/,
    ],
    ['dtypes', ({ g, x, ids }) => g.add(x, ids), /should be float32 but is int64/],
    ['ids that are no whole numbers', ({ g, x }) => g.embedding(g.parameter('t', [10, 4]), x), /should be int64/],
    ['elements that are lost', ({ g, x }) => g.reshape(x, ['batch', 8]), /cannot become/],
    ['axes twice', ({ g, x }) => g.transpose(x, [0, 1, 1]), /does not order/],
    ['an index past the end', ({ g, x }) => g.select(x, 2, 8), /no index 8/],
    ['a layer the other way round', ({ g, x }) => g.linear(x, g.parameter('w', [3, 8]), null, 'in-out'), /8 is not 3/],
    ['a stretch past the end', ({ g, x }) => g.slice(x, 2, 4, 9), /no stretch from 4 to 9/],
    ['a stretch of an axis of open size', ({ g, x }) => g.slice(x, 1, 0, 1), /no stretch/],
    ['parts that do not go on', ({ g, x }) => g.concat([x, g.sum(x, false)], -1), /does not continue/],
    ['rows of another batch', ({ g, x }) => g.selectEach(x, g.range('sequence')), /does not choose/],
    ['truth of numbers', ({ g, x }) => g.not(x), /should be bool/],
    ['numbers of truth', ({ g, ids }) => g.sum(g.cast(ids, 'bool')), /not reduced/],
    ['an RMS norm of another size', ({ g, x }) => g.rmsNorm(x, g.parameter('w', [4]), 0), /should be \[8\]/],
    [
      'a norm of another size',
      ({ g, x }) => g.layerNorm(x, g.parameter('w', [4]), g.parameter('b', [4]), 0),
      /should be \[8\]/,
    ],
  ])('%s', (_, make, message) => {
    expect(() => make(build())).toThrow(GraphError);
    expect(() => make(build())).toThrow(message);
  });
});

test('two results of one name are refused', () => {
  const { g, x } = build();
  g.output('y', x);
  expect(() => g.output('y', x)).toThrow('Two results are named y');
});

test('a weight that is asked for twice is one', () => {
  const { g } = build();
  expect(g.parameter('w', [3, 8])).toBe(g.parameter('w', [3, 8]));
  expect(g.finish().parameters).toHaveLength(1);
});

test('pruning keeps what the outputs need, and nothing else', () => {
  const { g, x } = build();
  const hidden = g.linear(x, g.parameter('a', [4, 8]), null);
  g.output('hidden', hidden);
  g.output('logits', g.tanh(g.linear(hidden, g.parameter('b', [2, 4]), null)));
  g.output('other', g.scale(hidden, 2));
  const record = prune(g.finish(), ['logits']);
  expect(record.operations.map(({ name }) => name)).toEqual(['linear', 'linear', 'tanh']);
  expect(record.parameters.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(record.constants).toEqual([]);
  expect(prune(g.finish(), ['hidden']).parameters.map(({ name }) => name)).toEqual(['a']);
});
