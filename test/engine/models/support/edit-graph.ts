import { create } from '@bufbuild/protobuf';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  NodeProtoSchema,
  TensorProto_DataType as DataType,
  ValueInfoProtoSchema,
  type GraphProto,
  type NodeProto,
  type ValueInfoProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';

/** An input or a result of a graph. */
export function valueInfo(name: string, elemType: DataType, shape: readonly (number | string)[]): ValueInfoProto {
  const dim = shape.map((size) => ({
    value:
      typeof size === 'number'
        ? { case: 'dimValue' as const, value: BigInt(size) }
        : { case: 'dimParam' as const, value: size },
  }));
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType, shape: { dim } } } },
  });
}

/** A node that changes a value's type. */
export function cast(input: string, output: string, to: DataType): NodeProto {
  const attribute = [create(AttributeProtoSchema, { name: 'to', type: AttributeType.INT, i: BigInt(to) })];
  return create(NodeProtoSchema, {
    opType: 'Cast',
    name: `cast ${output}`,
    input: [input],
    output: [output],
    attribute,
  });
}

/** Renames a value where nodes read or write it. */
export function rename(graph: GraphProto, from: string, to: string): void {
  for (const node of graph.node) {
    node.input = node.input.map((name) => (name === from ? to : name));
    node.output = node.output.map((name) => (name === from ? to : name));
  }
}

/** Makes the graph's inputs those of another type, as some exporters have them. */
export function castInputs(graph: GraphProto, type: DataType): void {
  graph.input = graph.input.map(({ name }) => {
    rename(graph, name, `${name} as int64`);
    graph.node.unshift(cast(name, `${name} as int64`, DataType.INT64));
    return valueInfo(name, type, ['batch', 'sequence']);
  });
}
