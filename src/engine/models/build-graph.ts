import type { ConfiguredArchitecture, HeadName } from '../architectures/architecture';
import { Inputs, type WordTypeInputName } from '../architectures/parts/inputs';
import { Taps } from '../architectures/parts/taps';
import { Weights } from '../architectures/parts/weights';
import { CacheGraph } from '../graph/cache-graph';
import { Graph } from '../graph/graph';
import type { GraphRecord } from '../graph/record';
import { LenientBinding, type CheckpointBinding } from './bind-weights';

/** What a checkpoint is built from. `body` finds the base model's tensors, `beside` those of heads. */
export interface GraphParts {
  readonly architecture: ConfiguredArchitecture;
  readonly body: CheckpointBinding;
  readonly beside: CheckpointBinding;
  readonly numLabels: number;
}

/**
 * Records the body with a head. The body's tensors must be there; the head's missing ones are listed.
 * @param own whether the checkpoint's class has this head, so that a tensor of another shape is a mistake
 */
export function buildWithHead(
  parts: GraphParts,
  head: HeadName,
  own: boolean,
): { record: GraphRecord; missing: readonly string[] } {
  return recordHead(recordBody(parts, new Graph()), parts, head, own);
}

/**
 * Records a language model with a cache of keys and values, as generation runs it. Its weights must have been found to be
 * there (`buildWithHead`).
 */
export function buildForGeneration(parts: GraphParts, head: 'ForCausalLM' | 'ForConditionalGeneration'): GraphRecord {
  const graph = new CacheGraph(head === 'ForCausalLM' ? 'sequence' : 'target_sequence');
  return recordHead(recordBody(parts, graph, ['token_type_words']), parts, head, true).record;
}

function recordHead(
  { graph, context, lastHiddenState }: RecordedBody,
  parts: GraphParts,
  head: HeadName,
  own: boolean,
): { record: GraphRecord; missing: readonly string[] } {
  const lenient = { body: new LenientBinding(parts.body, own), beside: new LenientBinding(parts.beside, own) };
  parts.architecture.head(head, {
    graph,
    body: new Weights(graph, lenient.body),
    weights: new Weights(graph, lenient.beside),
    inputs: context.inputs,
    lastHiddenState,
    numLabels: parts.numLabels,
  });
  return { record: graph.finish(), missing: [...lenient.body.missing, ...lenient.beside.missing] };
}

/** Records the bare body: `last_hidden_state`, and `pooler_output` when the pooler's weights are there. */
export function buildBody(parts: GraphParts): GraphRecord {
  const { graph, context, lastHiddenState } = recordBody(parts, new Graph());
  graph.output('last_hidden_state', lastHiddenState);
  if (context.weights.has('pooler.dense.weight')) {
    const pooled = parts.architecture.pooler(context, lastHiddenState);
    if (pooled !== null) graph.output('pooler_output', pooled);
  }
  return graph.finish();
}

type RecordedBody = ReturnType<typeof recordBody>;

function recordBody({ architecture, body }: GraphParts, graph: Graph, withheld: readonly WordTypeInputName[] = []) {
  const inputs = new Inputs(graph, withheld);
  const context = { graph, weights: new Weights(graph, body), inputs, taps: new Taps(graph) };
  return { graph, context, lastHiddenState: architecture.body(context) };
}
