import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as AttributeType,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  TensorProto_DataLocation as DataLocation,
  TensorProto_DataType as DataType,
  type AttributeProtoSchema,
  type NodeProto,
  type TensorProto,
  type ValueInfoProtoSchema,
} from './generated/onnx_pb';
import type { OnnxAttribute, OnnxDtype, OnnxInitializer, OnnxModel, OnnxNode, OnnxValueInfo } from './onnx-model';

/** Operator set 20 has Gelu and LayerNormalization; ONNX Runtime 1.30 reads both versions. */
const operatorSet = 20n;
const irVersion = 10n;

const dataTypes: Record<OnnxDtype, DataType> = {
  float32: DataType.FLOAT,
  float64: DataType.DOUBLE,
  float16: DataType.FLOAT16,
  bfloat16: DataType.BFLOAT16,
  int64: DataType.INT64,
  int32: DataType.INT32,
  uint8: DataType.UINT8,
  bool: DataType.BOOL,
};

/** The number by which ONNX knows an element type. */
export function dataTypeNumber(dtype: OnnxDtype): number {
  return dataTypes[dtype];
}

/** The bytes of an ONNX file (a serialised ModelProto). */
export function encodeModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const proto = create(ModelProtoSchema, {
    irVersion,
    producerName: 'model-lens',
    opsetImport: [
      { domain: '', version: operatorSet },
      ...otherDomains(model).map((domain) => ({ domain, version: 1n })),
    ],
    graph: {
      name: model.name,
      input: model.inputs.map(valueInfo),
      output: model.outputs.map(valueInfo),
      initializer: model.initializers.map(initializer),
      node: model.nodes.map(node),
    },
  });
  return toBinary(ModelProtoSchema, proto);
}

/** Those of ONNX Runtime's own operators, which have one version. */
function otherDomains({ nodes }: OnnxModel): string[] {
  return [...new Set(nodes.flatMap(({ domain = '' }) => (domain === '' ? [] : [domain])))];
}

/** A node as it stands in an ONNX file. */
export function nodeProto(each: OnnxNode): NodeProto {
  return create(NodeProtoSchema, node(each));
}

/** A weight or constant as it stands in an ONNX file. */
export function tensorProto(each: OnnxInitializer): TensorProto {
  return create(TensorProtoSchema, initializer(each));
}

function valueInfo({ name, dtype, shape }: OnnxValueInfo): MessageInitShape<typeof ValueInfoProtoSchema> {
  const dim = shape.map((size) => ({
    value:
      typeof size === 'number'
        ? { case: 'dimValue' as const, value: BigInt(size) }
        : { case: 'dimParam' as const, value: size },
  }));
  return { name, type: { value: { case: 'tensorType', value: { elemType: dataTypes[dtype], shape: { dim } } } } };
}

function initializer({ name, dtype, shape, source }: OnnxInitializer): MessageInitShape<typeof TensorProtoSchema> {
  const head = { name, dataType: dataTypes[dtype], dims: shape.map(BigInt) };
  if (source.kind === 'inline') return { ...head, rawData: source.bytes };
  return {
    ...head,
    dataLocation: DataLocation.EXTERNAL,
    externalData: [
      { key: 'location', value: source.location },
      { key: 'offset', value: String(source.offset) },
      { key: 'length', value: String(source.length) },
    ],
  };
}

function node({ op, domain, inputs, outputs, attributes }: OnnxNode): MessageInitShape<typeof NodeProtoSchema> {
  return {
    // A node is known by what it makes; ONNX Runtime names it in its errors and profiles.
    name: outputs[0] ?? op,
    opType: op,
    domain: domain ?? '',
    input: [...inputs],
    output: [...outputs],
    attribute: Object.entries(attributes ?? {}).map(([name, value]) => attribute(name, value)),
  };
}

function attribute(name: string, value: OnnxAttribute): MessageInitShape<typeof AttributeProtoSchema> {
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: BigInt(value) };
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: value.map(BigInt) };
}
