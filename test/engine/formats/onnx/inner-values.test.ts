import { create } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AttributeProtoSchema,
  FunctionProtoSchema,
  GraphProtoSchema,
  type NodeProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { findInnerValues } from '../../../../src/engine/formats/onnx/structure/inner-values';
import { attention, model, node, postNormLayer, preNormLayer, rmsNorm } from './support/tiny-graph';

const embedded = node('Gather', ['w.table', 'x'], ['e']);
const bert = [embedded, ...postNormLayer('a', 'e'), ...postNormLayer('b', 'a.out'), ...postNormLayer('c', 'b.out')];
const llama = [embedded, ...preNormLayer('a', 'e'), ...preNormLayer('b', 'a.out'), ...rmsNorm('end', 'b.out')];

/** What is found, by names alone. */
function find(nodes: readonly NodeProto[]) {
  const { attentions, hiddenStates } = findInnerValues(model(nodes));
  return {
    attentions:
      typeof attentions === 'string'
        ? attentions
        : Object.fromEntries(attentions.map(({ kind, layers }) => [kind, layers.map(({ value }) => value)])),
    hiddenStates: typeof hiddenStates === 'string' ? hiddenStates : hiddenStates.flatMap(({ values }) => values),
  };
}

describe('what is found', () => {
  test('norms after the sums', () => {
    expect(find([...bert, node('MatMul', ['c.out', 'w.head'], ['logits'])])).toEqual({
      attentions: { self: ['a.p', 'b.p', 'c.p'] },
      hiddenStates: ['e', 'a.out', 'b.out', 'c.out'],
    });
  });

  test('norms before, and one at the end', () => {
    expect(find([...llama, node('MatMul', ['end', 'w.head'], ['logits'])])).toEqual({
      attentions: { self: ['a.p', 'b.p'] },
      hiddenStates: ['e', 'a.out', 'end'],
    });
  });

  test('two stacks: the decoder looks at itself, then at what the encoder made', () => {
    const encoder = [embedded, ...postNormLayer('a', 'e'), ...postNormLayer('b', 'a.out')];
    const decoderLayer = (name: string, x: string) => [
      ...attention(`${name}1`, x),
      node('Add', [`${name}1.o`, x], [`${name}.mid`]),
      ...attention(`${name}2`, `${name}.mid`, 'b.out'),
      node('Add', [`${name}2.o`, `${name}.mid`], [`${name}.sum`]),
      node('LayerNormalization', [`${name}.sum`, 'w.g'], [`${name}.out`]),
    ];
    const target = node('Gather', ['w.table', 'y'], ['t']);
    const nodes = [target, ...encoder, ...decoderLayer('c', 't'), ...decoderLayer('d', 'c.out')];
    expect(find(nodes)).toEqual({
      attentions: { encoder: ['a.p', 'b.p'], decoder: ['c1.p', 'd1.p'], cross: ['c2.p', 'd2.p'] },
      hiddenStates: ['e', 'a.out', 'b.out', 't', 'c.out', 'd.out'],
    });
  });

  test('probabilities as they are multiplied: behind guards and casts, before they are quantised', () => {
    const changed = bert.flatMap((each) => {
      if (each.output[0] === 'a.c') {
        return [
          node('IsNaN', ['a.p'], ['a.nan']),
          node('Where', ['a.nan', 'w.zero', 'a.p'], ['a.guarded']),
          node('Cast', ['a.guarded'], ['a.cast'], { to: 1 }),
          node('MatMul', ['a.cast', 'a.v'], ['a.c']),
        ];
      }
      if (each.output[0] === 'b.c') {
        return [
          node('DynamicQuantizeLinear', ['b.p'], ['b.p8', 'b.scale', 'b.zero']),
          node('MatMulInteger', ['b.p8', 'b.v', 'b.zero'], ['b.c']),
        ];
      }
      return [each];
    });
    expect(find(changed).attentions).toEqual({ self: ['a.cast', 'b.p', 'c.p'] });
  });

  test('softmax that is no attention: of logits, of a pooling head, of a router', () => {
    const others = [
      node('MatMul', ['c.out', 'w.pool'], ['weight']),
      node('Softmax', ['weight'], ['share']),
      node('Transpose', ['share'], ['shareT'], { perm: [0, 2, 1] }),
      node('MatMul', ['shareT', 'c.out'], ['pooled']),
      node('MatMul', ['pooled', 'w.head'], ['logits']),
      node('Softmax', ['logits'], ['probabilities']),
      node('TopK', ['probabilities', 'w.k'], ['best', 'which']),
    ];
    expect(find([...bert, ...others])).toEqual(find(bert));
  });

  test('whatever the values are called', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 90, maxLength: 90 }), (names) => {
        const places = [...new Set(llama.flatMap(({ output }) => output))];
        const rename = (name: string) => (places.includes(name) ? `v${names[places.indexOf(name)] ?? ''}` : name);
        const renamed = llama.map((each) => ({
          ...each,
          input: each.input.map(rename),
          output: each.output.map(rename),
        }));
        const { attentions, hiddenStates } = find(renamed);
        expect(attentions).toEqual({ self: ['a.p', 'b.p'].map(rename) });
        expect(hiddenStates).toEqual(['e', 'a.out', 'end'].map(rename));
      }),
      { numRuns: 20 },
    );
  });
});

/** Nodes with one of them in place of that which makes a value. */
const replaced = (nodes: readonly NodeProto[], output: string, ...by: NodeProto[]) =>
  nodes.flatMap((each) => (each.output[0] === output ? by : [each]));

describe('what is not clear is not shown', () => {
  test.each<[string, readonly NodeProto[], string]>([
    ['nodes in another order', bert.toReversed(), 'its nodes are not in order'],
    ['a cycle', replaced(bert, 'e', node('Gather', ['w.table', 'c.out'], ['e'])), 'its nodes are not in order'],
    ['a value made twice', [...bert, node('Identity', ['e'], ['a.p'])], 'it makes a value twice'],
    ['a result that is an input', [...bert, node('Identity', ['e'], ['mask'])], 'it makes a value twice'],
    [
      'attention in one operation',
      [node('com.microsoft.PackedAttention', ['x'], ['z']), ...bert],
      'one fused operation (PackedAttention)',
    ],
    ['no attention', [embedded], 'not built of operations'],
    ['attentions beside each other', [...bert, ...attention('z', 'e')], 'beside each other'],
    [
      'heads before texts',
      replaced(
        bert,
        'a.c',
        node('Transpose', ['a.v'], ['a.t'], { perm: [1, 0, 2] }),
        node('MatMul', ['a.p', 'a.t'], ['a.c']),
      ),
      'the texts of a batch first',
    ],
    ['used by two products', [...bert, node('MatMul', ['a.p', 'e'], ['z'])], 'what its attention is multiplied with'],
    [
      'values first',
      replaced(bert, 'a.c', node('MatMul', ['a.v', 'a.p'], ['a.c'])),
      'what its attention is multiplied with',
    ],
    [
      'scores of the operator',
      [node('Attention', ['x', 'x', 'x'], ['z', '', '', 's'], { qk_matmul_output_mode: 1 })],
      'scores of another kind',
    ],
  ])('%s', (_what, nodes, clause) => {
    const found = find(nodes);
    expect(found.attentions).toContain(clause);
    expect(found.hiddenStates).toBe(found.attentions);
  });

  test.each<[string, readonly NodeProto[], string]>([
    ['a single layer', [embedded, ...postNormLayer('a', 'e')], 'a single layer'],
    ['no norm at the end', llama.slice(0, -6), 'not built as the others'],
    ['two norms at the end', [...llama, ...rmsNorm('end2', 'b.out')], 'not built as the others'],
    ['another last layer', bert.slice(0, -1), 'not built as the others'],
    ['no sum', replaced(bert, 'b.sum', node('Identity', ['b.o'], ['b.sum'])), 'what enters its layers'],
    [
      'values of something else',
      replaced(bert, 'b.v', node('MatMul', ['e', 'w.v'], ['b.v'])),
      'made of cannot be told',
    ],
  ])('hidden states: %s', (_what, nodes, clause) => {
    const found = find(nodes);
    expect(found.attentions).toHaveProperty('self');
    expect(found.hiddenStates).toContain(clause);
  });

  test('graphs within the graph are not looked into', () => {
    const inside = create(AttributeProtoSchema, {
      name: 'then_branch',
      g: create(GraphProtoSchema, { node: [...bert] }),
    });
    const branch = { ...node('If', ['x'], ['z']), attribute: [inside] };
    expect(find([branch]).attentions).toBe('it computes them in graphs within its graph (If, Loop)');
    // Beside one, what is in the main graph is found.
    expect(find([...bert, branch]).attentions).toEqual({ self: ['a.p', 'b.p', 'c.p'] });
    const whole = model([node('own.Layer', ['x'], ['z'])]);
    whole.functions = [create(FunctionProtoSchema, { domain: 'own', name: 'Layer', node: [...bert] })];
    expect(findInnerValues(whole).attentions).toBe('it computes them in functions of its own');
  });
});
