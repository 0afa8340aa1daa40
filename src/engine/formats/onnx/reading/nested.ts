import type { AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto } from '../generated/onnx_pb';

/** Every node of a list, and those of the graphs inside them (`If`, `Loop`, `Scan`). */
export function* nodesIn(nodes: readonly NodeProto[]): Generator<NodeProto> {
  for (const node of nodes) {
    yield node;
    for (const graph of graphsOf(node.attribute)) yield* nodesIn(graph.node);
  }
}

/** Every tensor that a model holds: initializers and attributes, of subgraphs and functions too. */
export function* tensorsIn({ graph, functions }: ModelProto): Generator<TensorProto> {
  if (graph) yield* tensorsOfGraph(graph);
  for (const each of functions) {
    yield* tensorsOfAttributes(each.attributeProto);
    for (const node of each.node) yield* tensorsOfAttributes(node.attribute);
  }
}

function* tensorsOfGraph({ initializer, node }: GraphProto): Generator<TensorProto> {
  yield* initializer;
  for (const { attribute } of node) yield* tensorsOfAttributes(attribute);
}

function* tensorsOfAttributes(attributes: readonly AttributeProto[]): Generator<TensorProto> {
  for (const { t, tensors } of attributes) {
    if (t) yield t;
    yield* tensors;
  }
  for (const graph of graphsOf(attributes)) yield* tensorsOfGraph(graph);
}

function* graphsOf(attributes: readonly AttributeProto[]): Generator<GraphProto> {
  for (const { g, graphs } of attributes) {
    if (g) yield g;
    yield* graphs;
  }
}

/** True where a tensor is stored by its few elements that are not zero. */
export function hasSparseTensors({ graph, functions }: ModelProto): boolean {
  const lists = [graph?.node ?? [], ...functions.map(({ node }) => node)];
  if (graph && graph.sparseInitializer.length > 0) return true;
  return lists.some((list) => [...nodesIn(list)].some(({ attribute }) => attribute.some(isOrHoldsSparse)));
}

function isOrHoldsSparse({ sparseTensor, sparseTensors, g, graphs }: AttributeProto): boolean {
  const inner = [...(g ? [g] : []), ...graphs];
  return (
    sparseTensor !== undefined || sparseTensors.length > 0 || inner.some((each) => each.sparseInitializer.length > 0)
  );
}
