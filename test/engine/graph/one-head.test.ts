import { expect, it } from 'vitest';
import { cut } from '../../../src/engine/graph/cut';
import { Graph } from '../../../src/engine/graph/graph';
import { oneHead } from '../../../src/engine/graph/one-head';
import type { GraphRecord } from '../../../src/engine/graph/record';

/** Attention of four heads with a bias for all and one for each of them. */
function attention(): GraphRecord {
  const g = new Graph();
  const x = g.input('x', 'float32', ['batch', 'sequence', 8]);
  const mask = g.input('mask', 'float32', ['batch', 1, 1, 'sequence']);
  const places = g.input('places', 'float32', [4, 'sequence', 'sequence']);
  const split = (name: string) =>
    g.transpose(g.reshape(g.linear(x, g.parameter(name, [8, 8]), null), ['batch', 'sequence', 4, 2]), [0, 2, 1, 3]);
  const products = g.matmul(split('query'), split('key'), { transposeB: true });
  const scores = g.add(g.add(g.scale(products, 0.5), mask), places);
  g.output('attentions.0', g.softmax(scores));
  g.output('after', g.tanh(scores));
  return g.finish();
}

const shapes = ({ operations }: GraphRecord) =>
  operations.map(({ name, outputs }) => `${name} ${outputs[0]!.shape.join(',')}`);

it('scores and weights of one head are made of its own queries, keys and biases', () => {
  const part = cut(oneHead(attention(), 'attentions.0', 2), ['attentions.0'], []);
  expect(part.outputs.map(({ name, value }) => [name, ...value.shape])).toEqual([
    ['attentions.0', 'batch', 1, 'sequence', 'sequence'],
  ]);
  const heads = shapes(part).filter((shape) => !/^(linear|reshape|transpose)/.test(shape));
  expect(heads).toEqual([
    'slice batch,1,sequence,2',
    'slice batch,1,sequence,2',
    'matmul batch,1,sequence,sequence',
    'mul batch,1,sequence,sequence',
    'add batch,1,sequence,sequence',
    'slice 1,sequence,sequence',
    'add batch,1,sequence,sequence',
    'softmax batch,1,sequence,sequence',
  ]);
  const slices = part.operations.flatMap((operation) => (operation.name === 'slice' ? [operation.attributes] : []));
  expect(slices).toEqual([1, 1, 0].map((axis) => ({ axis, start: 2, end: 3 })));
});

it('other results stay whole', () => {
  const record = attention();
  expect(shapes(cut(oneHead(record, 'attentions.0', 2), ['after'], []))).toEqual(shapes(cut(record, ['after'], [])));
});
