import { create } from '@bufbuild/protobuf';
import { LensError } from '../../../common/errors/lens-error';
import { nodeProto, tensorProto } from '../../formats/onnx/encode-model';
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  ValueInfoProtoSchema,
  type GraphProto,
  type ModelProto,
  type NodeProto,
} from '../../formats/onnx/generated/onnx_pb';
import type { Demand } from '../../formats/onnx/structure/fused/demand';
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
    if (inner?.kind === 'attention' && inner.demand !== null) meet(inner.demand, graph, nodes, output);
  }
}

function meet(demand: Demand, graph: GraphProto, nodes: ReadonlyMap<string, NodeProto>, output: string): void {
  switch (demand.kind) {
    case 'nodes':
      // What they read is made before them wherever it is, so they stand at the end.
      graph.node.push(...demand.nodes.map(nodeProto));
      graph.initializer.push(...demand.constants.map(tensorProto));
      return;
    case 'result': {
      const node = nodes.get(demand.madeBy);
      if (node === undefined) throw new LensError('bad-file', 'The ONNX file has changed since it was read.');
      ask(node, demand, output);
    }
  }
}

/** Tells an operation that holds an attention to give its probabilities. */
function ask(node: NodeProto, demand: Demand & { kind: 'result' }, output: string): void {
  const { attribute: name, value, output: place } = demand;
  node.output = Array.from({ length: place + 1 }, (_, index) =>
    index === place ? output : (node.output[index] ?? ''),
  );
  node.attribute = [
    ...node.attribute.filter((attribute) => attribute.name !== name),
    create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) }),
  ];
}
