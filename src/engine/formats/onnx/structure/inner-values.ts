import type { ModelProto } from '../generated/onnx_pb';
import { attentionSites, type AttentionSite } from './attention-sites';
import { GraphIndex } from './graph-index';
import { findHiddenStates, type HiddenState } from './hidden-states';
import { orderLayers, type AttentionStack } from './order-layers';
import { orUnclear, Unclear } from './unclear';

/** Where the probabilities of one layer's attention are. */
export type Probabilities = Pick<AttentionSite, 'axis' | 'onDemand'> & {
  readonly value: string;
  /** The first result of the operation that makes them, by which it is found again. */
  readonly madeBy: string;
};

/** Values inside a graph that are attentions and hidden states; or why there are none: a clause for a sentence. */
export interface InnerValues {
  readonly attentions: readonly AttentionStack<Probabilities>[] | string;
  /** What enters the first layer, then what comes out of each. */
  readonly hiddenStates: readonly HiddenState[] | string;
}

/** Finds attentions and hidden states in a graph by how it is built. Takes time and memory in proportion to its size. */
export function findInnerValues({ graph, functions, opsetImport }: ModelProto): InnerValues {
  if (graph === undefined) return { attentions: 'it has no graph', hiddenStates: 'it has no graph' };
  const opset = opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 1n;
  const found = orUnclear(() => {
    const index = new GraphIndex(graph, Number(opset));
    const sites = attentionSites(index);
    if (sites.length === 0) throw new Unclear(whyNone(index, functions.length > 0));
    return { index, stacks: orderLayers(index, sites) };
  });
  if (found instanceof Unclear) return { attentions: found.message, hiddenStates: found.message };
  const hidden = orUnclear(() => findHiddenStates(found.index, found.stacks));
  const attentions = found.stacks.map(({ kind, layers }) => ({ kind, layers: layers.map(probabilitiesOf) }));
  return { attentions, hiddenStates: hidden instanceof Unclear ? hidden.message : hidden };
}

function probabilitiesOf({ node, probabilities, axis, onDemand }: AttentionSite): Probabilities {
  return { value: probabilities, axis, onDemand, madeBy: node.outputs[0] ?? '' };
}

const branches = new Set(['If', 'Loop', 'Scan']);

function whyNone(index: GraphIndex, hasFunctions: boolean): string {
  if (index.nodes.some(({ op }) => branches.has(op))) return 'it computes them in graphs within its graph (If, Loop)';
  if (hasFunctions) return 'it computes them in functions of its own';
  return 'it is not built of operations in which they can be found';
}
