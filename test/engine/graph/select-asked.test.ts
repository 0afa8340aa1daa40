import { expect, test } from 'vitest';
import { Graph } from '../../../src/engine/graph/graph';
import { askedInput, selectAsked } from '../../../src/engine/graph/select-asked';

/** A head behind a body; `more` makes another result of what the head computes. */
function record(first: string, more: boolean) {
  const g = new Graph();
  const body = g.tanh(g.input('x', 'float32', [first, 4]));
  const inner = g.gelu(g.linear(body, g.parameter('a', [3, 4]), g.parameter('b', [3])), 'none');
  g.output('logits', g.linear(inner, g.parameter('c', [5, 3]), null));
  if (more) g.output('inner', inner);
  return g.finish();
}

const shown = (of: ReturnType<typeof record>): string[] =>
  of.operations.map(({ name, outputs }) => `${name} ${outputs[0]!.shape.join()}`);

test('what is computed for each token alone is computed for asked tokens', () => {
  const selected = selectAsked(record('tokens', false));
  expect(shown(selected)).toEqual([
    'gather asked,4',
    'tanh asked,4',
    'linear asked,3',
    'gelu asked,3',
    'linear asked,5',
  ]);
  expect(selected.inputs.map(({ name }) => name)).toEqual(['x', askedInput]);
  expect(selected.outputs[0]!.value.shape).toEqual(['asked', 5]);
});

test('but not what another result is made of', () => {
  const selected = selectAsked(record('tokens', true));
  expect(shown(selected)).toEqual([
    'tanh tokens,4',
    'linear tokens,3',
    'gelu tokens,3',
    'gather asked,3',
    'linear asked,5',
  ]);
  expect(selected.outputs[1]!.value.shape).toEqual(['tokens', 3]);
});

test('a record that is not packed stays as it is', () => {
  const whole = record('batch', false);
  expect(selectAsked(whole)).toBe(whole);
});
