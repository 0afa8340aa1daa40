import { create, toBinary } from '@bufbuild/protobuf';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { nodeProto, tensorProto } from '../../../../src/engine/formats/onnx/encode-model';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  ModelProtoSchema,
  TensorProto_DataType as DataType,
  type NodeProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { recomputed } from '../../../../src/engine/formats/onnx/structure/fused/contrib-attention';
import { GraphIndex } from '../../../../src/engine/formats/onnx/structure/graph-index';
import { valueInfo } from '../../models/support/edit-graph';
import { contextOf, given, heads, hidden, rows, tokens, type Numbers } from './support/attention-inputs';
import { node } from './support/tiny-graph';

/** The text and the weights as whole numbers, the weights with one scale for all and with one for each column. */
const wholeNumbers = [
  node('DynamicQuantizeLinear', ['x'], ['x8', 'x scale', 'x zero']),
  node('DynamicQuantizeLinear', ['weights'], ['w8', 'w scale', 'w zero']),
  node('Exp', ['bias'], ['column scales']),
  node('Div', ['weights', 'column scales'], ['by column']),
  node('Round', ['by column'], ['rounded']),
  node('Cast', ['rounded'], ['columns8'], { to: DataType.INT8 }),
];

/** What an operation gives, the probabilities that are computed beside it, and the values that both belong to. */
async function run(operation: NodeProto, values: NodeProto[]): Promise<{ wanted: Float32Array; found: Numbers }> {
  const before = [
    node('Cast', ['mask'], ['mask again'], { to: DataType.INT32 }),
    node('ReduceSum', ['mask'], ['ends'], { keepdims: 0, axes: [1] }),
    node('Neg', ['k'], ['keys']),
    ...wholeNumbers,
  ];
  const made = [...before, operation, ...values];
  const inputs = given.map(({ name, type, tensor }) => valueInfo(name, type, tensor.dims));
  const graph = { name: 'g', node: made, input: inputs };
  const model = create(ModelProtoSchema, {
    irVersion: 8n,
    opsetImport: [
      { domain: '', version: 11n },
      { domain: 'com.microsoft', version: 1n },
    ],
    graph: { ...graph, output: ['context', 'probabilities', 'values'].map((name) => ({ name })) },
  });
  const index = new GraphIndex(model.graph!, 11);
  const found = index.nodes.find(({ outputs }) => outputs[0] === 'context')!;
  const demand = recomputed(index, found, 'probabilities');
  if (demand.kind !== 'nodes') throw new Error('asked');
  model.graph!.node.push(...demand.nodes.map(nodeProto));
  model.graph!.initializer.push(...demand.constants.map(tensorProto));
  const session = await InferenceSession.create(toBinary(ModelProtoSchema, model));
  const outputs = await session.run(Object.fromEntries(given.map(({ name, tensor }) => [name, tensor])));
  await session.release();
  const results = Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
  return { wanted: results['context']!, found: results };
}

const shape = [0, 0, heads, -1];
const shapes = node('Constant', [], ['shape']);
shapes.attribute = [
  create(AttributeProtoSchema, {
    name: 'value',
    type: AttributeType.TENSOR,
    t: tensorProto({
      name: 'shape',
      dtype: 'int64',
      shape: [4],
      source: { kind: 'inline', bytes: new Uint8Array(BigInt64Array.from(shape, BigInt).buffer) },
    }),
  }),
];
const byHead = (from: string, to: string) => [
  shapes,
  node('Reshape', [from, 'shape'], ['parted']),
  node('Transpose', ['parted'], [to], { perm: [0, 2, 1, 3] }),
];
/** The values that `Attention` projects. */
const projected = (to: string, text = 'x', weights = 'weights') => [
  node('MatMul', [text, weights], ['product']),
  node('Add', ['product', 'bias'], ['all']),
  node('Split', ['all'], ['own q', 'own k', 'own v'], { axis: -1, split: [hidden, hidden, hidden] }),
  ...byHead('own v', to),
];
const withPast = (text?: string, weights?: string) => [
  ...projected('now', text, weights),
  node('Split', ['past'], ['past keys', 'past values'], { axis: 0, split: [1, 1] }),
  node('Squeeze', ['past values'], ['before'], { axes: [0] }),
  node('Concat', ['before', 'now'], ['values'], { axis: 2 }),
];

function operation(
  op: string,
  inputs: string[],
  whole: Record<string, number> = {},
  float: Record<string, number> = {},
) {
  const results = inputs.includes('past') ? ['context', 'present'] : ['context'];
  const made = node(`com.microsoft.${op}`, inputs, results, { num_heads: heads, ...whole });
  for (const [name, f] of Object.entries(float)) {
    made.attribute.push(create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f }));
  }
  return made;
}
const attention = (inputs: string[], whole = {}, float = {}) =>
  operation('Attention', ['x', 'weights', 'bias', ...inputs], whole, float);
const quantised = (inputs: string[], whole = {}, float = {}, weights = ['w8', 'w scale', 'w zero']) => {
  const [data = '', scale = '', zero = ''] = weights;
  return operation(
    'QAttention',
    ['x8', data, 'bias', 'x scale', scale, inputs[0] ?? '', 'x zero', zero, ...inputs.slice(1)],
    whole,
    float,
  );
};
/** The numbers that whole ones stand for. */
const meant = [
  node('DequantizeLinear', ['x8', 'x scale', 'x zero'], ['x meant']),
  node('DequantizeLinear', ['w8', 'w scale', 'w zero'], ['weights meant']),
  node('Cast', ['columns8'], ['columns'], { to: DataType.FLOAT }),
  node('Mul', ['columns', 'column scales'], ['columns meant']),
];
const multiHead = (inputs: string[], whole = {}, float = {}) =>
  operation('MultiHeadAttention', ['q', 'keys', 'v', ...inputs], whole, float);

describe('probabilities beside an operation, times its values, are what it gives', () => {
  test.each<[string, NodeProto, NodeProto[]]>([
    ['Attention', attention([]), projected('values')],
    ['with a mask of tokens', attention(['mask again']), projected('values')],
    ['with the ends of texts', attention(['ends']), projected('values')],
    ['where no token looks at later ones', attention(['mask'], { unidirectional: 1 }), projected('values')],
    ['with scores that are added', attention(['', '', 'scores'], { unidirectional: 1 }), projected('values')],
    [
      'with a scale and a score for masked keys',
      attention(['mask'], {}, { scale: 0.3, mask_filter_value: -2 }),
      projected('values'),
    ],
    ['with earlier keys', attention(['seen', 'past'], { unidirectional: 1 }), withPast()],
    ['QAttention', quantised([]), [...meant, ...projected('values', 'x meant', 'weights meant')]],
    [
      'QAttention with a mask and a scale for each column',
      quantised(['mask again'], { unidirectional: 1 }, {}, ['columns8', 'column scales', '']),
      [...meant, ...projected('values', 'x meant', 'columns meant')],
    ],
    [
      'QAttention with earlier keys',
      quantised(['seen', 'past'], { unidirectional: 1 }, { mask_filter_value: -3 }),
      [...meant, ...withPast('x meant', 'weights meant')],
    ],
    ['MultiHeadAttention', multiHead([]), byHead('v', 'values')],
    ['MultiHeadAttention with a mask and added scores', multiHead(['', 'mask', 'scores']), byHead('v', 'values')],
    [
      'MultiHeadAttention with the ends of texts',
      multiHead(['', 'ends'], { unidirectional: 1 }),
      byHead('v', 'values'),
    ],
    [
      'MultiHeadAttention with a bias',
      multiHead(['bias'], {}, { scale: 0.2 }),
      [
        node('Split', ['bias'], ['bias q', 'bias k', 'bias v'], { axis: 0, split: [hidden, hidden, hidden] }),
        node('Add', ['v', 'bias v'], ['v with bias']),
        ...byHead('v with bias', 'values'),
      ],
    ],
  ])('%s', async (_what, each, values) => {
    const { wanted, found } = await run(each, values);
    const context = contextOf(found);
    expect(context).toHaveLength(wanted.length);
    context.forEach((value, index) => expect(value).toBeCloseTo(wanted[index]!, 5));
    const keys = found['probabilities']!.length / (rows * heads * tokens);
    for (let line = 0; line < rows * heads * tokens; line++) {
      const sum = found['probabilities']!.subarray(line * keys, (line + 1) * keys).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
  });
});

describe('a reason, where it cannot be told what is computed', () => {
  test.each<[string, NodeProto, string]>([
    [
      'of whole numbers, without heads',
      node('com.microsoft.QAttention', ['x', 'weights'], ['context']),
      'the number of heads',
    ],
    ['without heads', node('com.microsoft.Attention', ['x', 'weights'], ['context']), 'the number of heads'],
    ['with rotation inside', attention([], { do_rotary: 1 }), 'turns queries and keys by itself'],
    ['with shared memory', attention(['', '', '', 'length']), 'shares memory'],
    ['with keys that come with the queries', operation('MultiHeadAttention', ['q']), 'keys in a form'],
    ['with keys by head', operation('MultiHeadAttention', ['q', 'turned', 'v']), 'keys in a form'],
    ['with a mask that something unknown makes', attention(['squared']), 'is masked cannot be told'],
  ])('%s', (_what, each, reason) => {
    const made = [
      node('Mul', ['mask', 'mask'], ['squared']),
      node('Transpose', ['k'], ['turned'], { perm: [0, 2, 1, 3] }),
      each,
    ];
    const names = [...given.map(({ name }) => name), 'length'];
    const graph = create(ModelProtoSchema, { graph: { node: made, input: names.map((name) => ({ name })) } }).graph!;
    const index = new GraphIndex(graph, 17);
    expect(() => recomputed(index, index.nodes.at(-1)!, 'p')).toThrow(reason);
    expect(() => recomputed(new GraphIndex(graph, 9), index.nodes.at(-1)!, 'p')).toThrow('old set (9)');
  });
});
