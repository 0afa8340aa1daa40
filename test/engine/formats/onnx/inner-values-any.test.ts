import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInnerValues } from '../../../../src/engine/formats/onnx/structure/inner-values';
import { attention, model, node, postNormLayer } from './support/tiny-graph';

const embedded = node('Gather', ['w.table', 'x'], ['e']);
const bert = [embedded, ...postNormLayer('a', 'e'), ...postNormLayer('b', 'a.out')];

describe('large graphs end soon', () => {
  const chain = (length: number, op = 'Cast') =>
    Array.from({ length }, (_, i) => node(op, [i === 0 ? 'a.v' : `chain${i - 1}`], [`chain${i}`]));

  test('of long chains, wide nodes and many attentions', () => {
    const long = chain(200_000);
    findInnerValues(
      model([...attention('a', 'x').slice(0, -2), ...long, node('MatMul', ['a.p', 'chain199999'], ['c'])]),
    );
    const many = Array.from({ length: 20_000 }, (_, i) => node('Softmax', ['x'], [`s${i}`]));
    expect(findInnerValues(model(many)).attentions).toContain('more attentions than any model');
    const wide = Array.from({ length: 100_000 }, () => 'a.p');
    expect(findInnerValues(model([...bert, node('Concat', wide, ['z'])])).attentions).toHaveProperty('0');
    const readers = Array.from({ length: 100_000 }, (_, i) => node('Cast', ['a.p'], [`r${i}`]));
    expect(findInnerValues(model([...bert, ...readers])).attentions).toContain('too far apart');
    const deep = Array.from({ length: 1000 }, (_, i) => postNormLayer(`l${i}`, i === 0 ? 'e' : `l${i - 1}.out`)).flat();
    const { hiddenStates } = findInnerValues(model([embedded, ...deep]));
    expect(typeof hiddenStates === 'string' ? hiddenStates : hiddenStates[0]?.values).toHaveLength(1001);
  });
});

test('any graph gives values that it has, or a reason', () => {
  const ops = [
    'MatMul',
    'Softmax',
    'Add',
    'Transpose',
    'LayerNormalization',
    'Reshape',
    'Cast',
    'Attention',
    'Mul',
    'Shape',
  ];
  const place = fc.nat(1000);
  const step = fc.record({
    op: fc.constantFrom(...ops),
    inputs: fc.array(place, { maxLength: 4 }),
    outputs: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, afterLayers) => {
      const start = afterLayers ? bert : [];
      const values = ['x', 'mask', 'w.a', '', ...start.flatMap(({ output }) => output)];
      const nodes = steps.map(({ op, inputs, outputs }, index) => {
        const read = inputs.map((each) => values[each % values.length] ?? '');
        const made = Array.from({ length: outputs }, (_, at) => `n${index}.${at}`);
        values.push(...made);
        return node(op, read, made, { axis: -1 });
      });
      const { attentions, hiddenStates } = findInnerValues(model([...start, ...nodes]));
      if (typeof attentions === 'string') {
        expect(attentions).not.toBe('');
        return;
      }
      const known = new Set(values);
      const found = attentions.flatMap(({ layers }) => layers);
      expect(found.length).toBeGreaterThan(0);
      for (const { value, demand } of found)
        expect(known.has(demand?.kind === 'result' ? demand.madeBy : value)).toBe(true);
      if (typeof hiddenStates === 'string') return;
      for (const value of hiddenStates.flatMap(({ values: each }) => each)) expect(known.has(value)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
