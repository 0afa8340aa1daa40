import { create } from '@bufbuild/protobuf';
import { LensError } from '../../../common/errors/lens-error';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  ValueInfoProtoSchema,
  type ModelProto,
  type NodeProto,
} from '../../formats/onnx/generated/onnx_pb';
import { demandOf } from '../../formats/onnx/structure/attention-sites';
import { operationOf } from '../../formats/onnx/structure/graph-index';
import type { Result } from './output-plan';

/**
 * Makes values inside a graph results of it. Nothing that the graph computes changes.
 * @throws LensError `bad-file` for a graph that is not the one in which they were found
 */
export function addResults({ graph }: ModelProto, results: readonly Result[]): void {
  if (graph === undefined) return;
  const given = new Set(graph.output.map(({ name }) => name));
  const nodes = new Map(graph.node.map((node) => [node.output[0] ?? '', node]));
  for (const { output, inner } of results) {
    if (given.has(output)) continue;
    given.add(output);
    graph.output.push(create(ValueInfoProtoSchema, { name: output }));
    if (inner?.kind !== 'attention' || !inner.onDemand) continue;
    const node = nodes.get(inner.madeBy);
    if (node === undefined || !demandProbabilities(node, output)) {
      throw new LensError('bad-file', 'The ONNX file has changed since it was read.');
    }
  }
}

/** Tells an operation that holds an attention to give its probabilities; false where it cannot be told. */
function demandProbabilities(node: NodeProto, output: string): boolean {
  const demand = demandOf(operationOf(node));
  if (demand === null) return false;
  const { attribute: name, value, output: place } = demand;
  node.output = Array.from({ length: place + 1 }, (_, index) =>
    index === place ? output : (node.output[index] ?? ''),
  );
  node.attribute = [
    ...node.attribute.filter((attribute) => attribute.name !== name),
    create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) }),
  ];
  return true;
}
