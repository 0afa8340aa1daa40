import { expect, test } from 'vitest';
import { Graph } from '../../../src/engine/graph/graph';
import { prune } from '../../../src/engine/graph/prune';
import { selectEarly } from '../../../src/engine/graph/select-early';

/** A layer with a residual path, of which a head reads the first token. */
function layerWithHead() {
  const g = new Graph();
  const x = g.input('x', 'float32', ['batch', 'sequence', 4]);
  const weight = (name: string, size: number) => g.parameter(name, [size, 4]);
  const attended = g.reshape(g.transpose(g.linear(x, weight('v', 4), null), [0, 1, 2]), ['batch', 'sequence', 4]);
  const residual = g.add(attended, x);
  const inner = g.gelu(g.linear(residual, weight('inner', 4), g.parameter('b', [4])), 'none');
  const norm = g.layerNorm(g.add(inner, residual), g.parameter('n', [4]), g.parameter('m', [4]), 1e-5);
  g.output('hidden', norm);
  g.output('logits', g.linear(g.select(norm, 1, 0), weight('head', 2), null));
  return g.finish();
}

const shapes = (record: ReturnType<typeof layerWithHead>) =>
  record.operations.map(({ name, outputs }) => `${name} ${outputs[0]!.shape.join(',')}`);

test('what is computed token by token is computed for the selected token alone', () => {
  const record = prune(layerWithHead(), ['logits']);
  const early = selectEarly(record);
  expect(shapes(early)).toEqual([
    'linear batch,sequence,4',
    'transpose batch,sequence,4',
    'reshape batch,sequence,4',
    'select batch,4',
    'select batch,4',
    'add batch,4',
    'linear batch,4',
    'gelu batch,4',
    'add batch,4',
    'layerNorm batch,4',
    'linear batch,2',
  ]);
  expect(early.outputs).toEqual(record.outputs);
  const made = new Set([...early.inputs, ...early.parameters].map(({ value }) => value.id));
  for (const { inputs, outputs } of early.operations) {
    for (const input of inputs) expect(made.has(input.id)).toBe(true);
    for (const output of outputs) made.add(output.id);
  }
});

test('a result that is asked for whole is computed whole', () => {
  const record = layerWithHead();
  expect(shapes(selectEarly(record))).toEqual(shapes(record));
});

test('each text has its own token selected early, and indices are there before they are used', () => {
  const g = new Graph();
  const x = g.input('x', 'float32', ['batch', 'sequence', 4]);
  const ids = g.input('ids', 'int64', ['batch', 'sequence']);
  const attended = g.reshape(g.linear(x, g.parameter('v', [4, 4]), null), ['batch', 'sequence', 4]);
  const sum = g.add(attended, x);
  const inner = g.linear(g.rmsNorm(sum, g.parameter('n', [4]), 1e-5), g.parameter('inner', [4, 4]), null);
  const out = g.add(sum, g.mul(inner, g.unary('sigmoid', inner)));
  g.output('hidden', attended);
  g.output('logits', g.linear(g.selectEach(out, g.maximum(ids)), g.parameter('head', [2, 4]), null));
  const early = selectEarly(prune(g.finish(), ['logits']));
  expect(shapes(early)).toEqual([
    'linear batch,sequence,4',
    'reshape batch,sequence,4',
    'reduceMax batch',
    'selectEach batch,4',
    'selectEach batch,4',
    'add batch,4',
    'rmsNorm batch,4',
    'linear batch,4',
    'sigmoid batch,4',
    'mul batch,4',
    'add batch,4',
    'linear batch,2',
  ]);
  const made = new Set([...early.inputs, ...early.parameters].map(({ value }) => value.id));
  for (const { inputs, outputs } of early.operations) {
    for (const input of inputs) expect(made.has(input.id)).toBe(true);
    for (const output of outputs) made.add(output.id);
  }
});
