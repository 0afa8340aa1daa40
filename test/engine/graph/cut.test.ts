import { describe, expect, it } from 'vitest';
import { cut } from '../../../src/engine/graph/cut';
import { Graph } from '../../../src/engine/graph/graph';

function layers() {
  const g = new Graph();
  const ids = g.input('ids', 'int64', ['batch', 'sequence']);
  const mask = g.input('mask', 'int64', ['batch', 'sequence']);
  let x = g.embedding(g.parameter('table', [9, 4]), ids);
  g.output('state.0', x);
  const bias = g.cast(g.reshape(mask, ['batch', 'sequence', 1]), 'float32');
  for (const layer of [0, 1]) {
    const inner = g.add(g.linear(x, g.parameter(`weight.${layer}`, [4, 4]), null), bias);
    g.output(`inner.${layer}`, inner);
    x = g.tanh(g.linear(inner, g.parameter(`out.${layer}`, [4, 4]), null));
    g.output(`state.${layer + 1}`, x);
  }
  return g.finish();
}

const names = (values: readonly { readonly name: string }[]): string[] => values.map(({ name }) => name);

describe('a part between results', () => {
  it('takes the result before as an input and needs nothing of what made it', () => {
    const record = layers();
    const part = cut(record, ['inner.1'], ['state.0', 'state.1', 'state.2']);
    expect(names(part.inputs)).toEqual(['mask', 'state.1']);
    expect(names(part.outputs)).toEqual(['inner.1']);
    expect(names(part.parameters)).toEqual(['weight.1']);
    expect(part.operations.map(({ name }) => name)).toEqual(['reshape', 'cast', 'linear', 'add']);
    expect(part.inputs[1]?.value.shape).toEqual(['batch', 'sequence', 4]);
  });

  it('goes as far back as no result is given', () => {
    expect(names(cut(layers(), ['inner.1'], ['state.0']).inputs)).toEqual(['mask', 'state.0']);
    expect(names(cut(layers(), ['inner.0', 'state.1'], []).inputs)).toEqual(['ids', 'mask']);
    const whole = cut(layers(), ['state.2'], ['other']);
    expect(names(whole.parameters)).toEqual(['table', 'weight.0', 'out.0', 'weight.1', 'out.1']);
  });

  it('gives back a result that is an input as well', () => {
    const part = cut(layers(), ['state.1', 'inner.1'], ['state.1']);
    expect(names(part.inputs)).toEqual(['mask', 'state.1']);
    expect(names(part.outputs).sort()).toEqual(['inner.1', 'state.1']);
  });
});
