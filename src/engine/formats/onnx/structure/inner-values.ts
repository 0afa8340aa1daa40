import type { ModelProto } from '../generated/onnx_pb';
import { attentionSites, type AttentionSite } from './attention-sites';
import { readsLengths } from './fused/operators';
import { GraphIndex } from './graph-index';
import { findHiddenStates, type HiddenStack } from './hidden-states';
import { orderLayers, type AttentionStack } from './order-layers';
import { orUnclear, Unclear } from './unclear';

/** Where the probabilities of one layer's attention are. */
export type Probabilities = Pick<AttentionSite, 'axis' | 'demand' | 'isUnwritten'> & { readonly value: string };

/** Values inside a graph that are attentions and hidden states; or why there are none: a clause for a sentence. */
export interface InnerValues {
  readonly attentions: readonly AttentionStack<Probabilities>[] | string;
  readonly hiddenStates: readonly HiddenStack[] | string;
  /** True where an attention is told how long texts are instead of which tokens are padding. */
  readonly readsLengths: boolean;
}

/** Finds attentions and hidden states in a graph by how it is built. Takes time and memory in proportion to its size. */
export function findInnerValues({ graph, functions, opsetImport }: ModelProto): InnerValues {
  if (graph === undefined) return nothing('it has no graph', false);
  const opset = opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 1n;
  const index = orUnclear(() => new GraphIndex(graph, Number(opset)));
  if (index instanceof Unclear) return nothing(index.message, false);
  const stacks = orUnclear(() => {
    const sites = attentionSites(index);
    if (sites.length === 0) throw new Unclear(whyNone(index, functions.length > 0));
    return orderLayers(index, sites);
  });
  if (stacks instanceof Unclear) return nothing(stacks.message, readsLengths(index));
  const hidden = orUnclear(() => findHiddenStates(index, stacks));
  return {
    attentions: stacks.map(({ kind, layers }) => ({ kind, layers: layers.map(probabilitiesOf) })),
    hiddenStates: hidden instanceof Unclear ? hidden.message : hidden,
    readsLengths: readsLengths(index),
  };
}

function nothing(why: string, lengths: boolean): InnerValues {
  return { attentions: why, hiddenStates: why, readsLengths: lengths };
}

function probabilitiesOf({ probabilities, axis, demand, isUnwritten }: AttentionSite): Probabilities {
  return { value: probabilities, axis, demand, isUnwritten };
}

const branches = new Set(['If', 'Loop', 'Scan']);

function whyNone(index: GraphIndex, hasFunctions: boolean): string {
  if (index.nodes.some(({ op }) => branches.has(op))) return 'it computes them in graphs within its graph (If, Loop)';
  if (hasFunctions) return 'it computes them in functions of its own';
  return 'it is not built of operations in which they can be found';
}
