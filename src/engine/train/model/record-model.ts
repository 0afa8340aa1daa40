import { Inputs } from '../../architectures/parts/inputs';
import { Taps } from '../../architectures/parts/taps';
import { Weights } from '../../architectures/parts/weights';
import { DropoutGraph } from '../../graph/dropout-graph';
import { Graph } from '../../graph/graph';
import { prune } from '../../graph/prune';
import type { GraphRecord } from '../../graph/record';
import { selectEarly } from '../../graph/select-early';
import type { WeightFiles } from '../../models/weight-files';
import { TrainingBinding, type BoundTensor } from './training-binding';
import type { TaskConfig } from './training-config';

/** What the model of a task computes: its logits, and where each of its tensors comes from. */
export interface RecordedModel {
  readonly record: GraphRecord;
  /** The same with the places of dropout, which are those of the modelling file. */
  readonly withDropout: GraphRecord;
  /** In the order in which the model uses them. */
  readonly tensors: readonly BoundTensor[];
}

/**
 * Records the model of a task.
 * @param files of the checkpoint; null for a model that starts at random
 */
export function recordModel(config: TaskConfig, files: WeightFiles | null): RecordedModel {
  const bound = new Map<string, BoundTensor>();
  const record = recordInto(new Graph(), config, files, bound);
  const withDropout = recordInto(new DropoutGraph(), config, files, bound);
  return { record, withDropout, tensors: [...bound.values()] };
}

function recordInto(
  graph: Graph,
  { architecture, configured, head, labels }: TaskConfig,
  files: WeightFiles | null,
  bound: Map<string, BoundTensor>,
): GraphRecord {
  const prefixes = architecture.baseNames.map((name) => `${name}.`);
  const prefix = architecture.headsWithoutPrefix.includes(head) ? '' : (prefixes[0] ?? '');
  const inputs = new Inputs(graph, ['token_type_words']);
  const body = new Weights(graph, new TrainingBinding(files, prefix, prefixes, bound));
  const weights = new Weights(graph, new TrainingBinding(files, '', [], bound));
  const lastHiddenState = configured.body({ graph, weights: body, inputs, taps: new Taps(graph) });
  configured.head(head, { graph, body, weights, inputs, lastHiddenState, numLabels: labels.length });
  return withoutUnusedInputs(selectEarly(prune(graph.finish(), ['logits'])));
}

/** Inputs that the logits do not depend on are not asked for. */
function withoutUnusedInputs(record: GraphRecord): GraphRecord {
  const used = new Set(record.operations.flatMap(({ inputs }) => inputs.map(({ id }) => id)));
  return { ...record, inputs: record.inputs.filter(({ value }) => used.has(value.id)) };
}
