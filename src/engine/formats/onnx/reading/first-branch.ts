import { create } from '@bufbuild/protobuf';
import { NodeProtoSchema, type GraphProto, type NodeProto } from '../generated/onnx_pb';
import { nodesIn } from './nested';

/** The input by which a merged decoder is told whether there is a past. */
const branchInput = 'use_cache_branch';

/**
 * Makes of a graph in which Optimum merged two decoders (`decoder_model_merged.onnx`: one `If` of the decoder that goes on
 * from a past, and of the one that has none) the latter alone, so that its inside can be seen. Inputs that nothing reads
 * then are taken out.
 * @returns false for other graphs, which stay as they are
 */
export function takeFirstBranch(graph: GraphProto): boolean {
  const at = graph.node.findIndex(({ opType, input }) => opType === 'If' && input[0] === branchInput);
  const choice = graph.node[at];
  const branch = choice?.attribute.find(({ name }) => name === 'else_branch')?.g;
  const isTold = graph.input.some(({ name }) => name === branchInput);
  if (choice === undefined || branch === undefined || !isTold) return false;
  if (branch.output.length !== choice.output.length) return false;
  const renamed = branch.output.flatMap(({ name }, index) => {
    const wanted = choice.output[index] ?? '';
    return name === wanted ? [] : [create(NodeProtoSchema, { opType: 'Identity', input: [name], output: [wanted] })];
  });
  graph.node.splice(at, 1, ...branch.node, ...renamed);
  graph.initializer.push(...branch.initializer);
  const read = readIn(graph.node);
  graph.input = graph.input.filter(({ name }) => read.has(name));
  return true;
}

/** What nodes read, and graphs inside them. */
function readIn(nodes: readonly NodeProto[]): ReadonlySet<string> {
  return new Set([...nodesIn(nodes)].flatMap(({ input }) => input));
}
