import { create } from '@bufbuild/protobuf';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type ModelProto,
  type NodeProto,
} from '../../../../../src/engine/formats/onnx/generated/onnx_pb';

type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** A node; `op` may have a domain before it: `com.microsoft.Attention`. */
export function node(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Attributes = {},
): NodeProto {
  const dot = op.lastIndexOf('.');
  return create(NodeProtoSchema, {
    domain: op.slice(0, Math.max(dot, 0)),
    opType: op.slice(dot + 1),
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) =>
      create(
        AttributeProtoSchema,
        typeof value === 'number'
          ? { name, type: AttributeType.INT, i: BigInt(value) }
          : { name, type: AttributeType.INTS, ints: value.map(BigInt) },
      ),
    ),
  });
}

/** A model of these nodes. Names that begin with `w.` are weights, those that nothing makes and begin otherwise are inputs. */
export function model(nodes: readonly NodeProto[], inputs: readonly string[] = ['x', 'mask', 'y']): ModelProto {
  const weights = new Set(nodes.flatMap(({ input }) => input).filter((name) => name.startsWith('w.')));
  return create(ModelProtoSchema, {
    opsetImport: [{ domain: '', version: 20n }],
    graph: {
      node: [...nodes],
      initializer: [...weights].map((name) => create(TensorProtoSchema, { name })),
      input: inputs.map((name) => create(ValueInfoProtoSchema, { name })),
    },
  });
}

/** Queries, keys and values of two values, attention with a mask, and the linear layer after it: `<name>.o`. */
export function attention(name: string, x: string, memory = x): NodeProto[] {
  const at = (part: string) => `${name}.${part}`;
  return [
    node('MatMul', [x, 'w.q'], [at('q')]),
    node('MatMul', [memory, 'w.k'], [at('k')]),
    node('MatMul', [memory, 'w.v'], [at('v')]),
    node('Transpose', [at('k')], [at('kT')], { perm: [0, 2, 1] }),
    node('MatMul', [at('q'), at('kT')], [at('product')]),
    node('Mul', [at('product'), 'w.scale'], [at('scaled')]),
    node('Add', [at('scaled'), 'mask'], [at('scores')]),
    node('Softmax', [at('scores')], [at('p')], { axis: -1 }),
    node('MatMul', [at('p'), at('v')], [at('c')]),
    node('MatMul', [at('c'), 'w.o'], [at('o')]),
  ];
}

/** A layer as BERT has it, norms after sums: makes `<name>.out`. */
export function postNormLayer(name: string, x: string): NodeProto[] {
  return [
    ...attention(name, x),
    node('Add', [`${name}.o`, x], [`${name}.sum`]),
    node('LayerNormalization', [`${name}.sum`, 'w.g'], [`${name}.mid`]),
    node('MatMul', [`${name}.mid`, 'w.f'], [`${name}.f`]),
    node('Add', [`${name}.f`, `${name}.mid`], [`${name}.sum2`]),
    node('LayerNormalization', [`${name}.sum2`, 'w.g'], [`${name}.out`]),
  ];
}

/** A layer as Llama has it, norms before, each in its parts: makes `<name>.out`. */
export function preNormLayer(name: string, x: string): NodeProto[] {
  return [
    ...rmsNorm(`${name}.n`, x),
    ...attention(name, `${name}.n`),
    node('Add', [x, `${name}.o`], [`${name}.mid`]),
    ...rmsNorm(`${name}.n2`, `${name}.mid`),
    node('MatMul', [`${name}.n2`, 'w.f'], [`${name}.f`]),
    node('Add', [`${name}.mid`, `${name}.f`], [`${name}.out`]),
  ];
}

/** x / sqrt(mean(x^2) + eps) * weight, as `name`. */
export function rmsNorm(name: string, x: string): NodeProto[] {
  const at = (part: string) => `${name}.${part}`;
  return [
    node('Pow', [x, 'w.two'], [at('square')]),
    node('ReduceMean', [at('square')], [at('mean')]),
    node('Add', [at('mean'), 'w.eps'], [at('shifted')]),
    node('Sqrt', [at('shifted')], [at('root')]),
    node('Div', [x, at('root')], [at('ratio')]),
    node('Mul', ['w.g', at('ratio')], [name]),
  ];
}
