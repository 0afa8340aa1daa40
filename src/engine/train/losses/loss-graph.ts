import { Graph } from '../../graph/graph';
import { dimAt, product } from '../../graph/shapes';
import type { GraphRecord } from '../../graph/record';
import { GraphError, type Shape, type Value } from '../../graph/types';
import type { Labels } from '../trainable-model';

/** Inputs of the graph beside those of the model. */
export const labelsInput = 'labels';
export const divisorInput = 'divisor';
export const lossOutput = 'loss';

/** What a loss depends on besides logits and labels. */
export interface LossOptions {
  readonly kind: Labels['kind'];
  /** One weight a class, of cross-entropy; null for 1 each. */
  readonly classWeights: readonly number[] | null;
  /** The share of each target that goes to all classes alike, of cross-entropy. */
  readonly labelSmoothing: number;
}

/**
 * Adds the loss to a record that gives `logits`: the summed loss of the batch divided by the input `divisor`, as the
 * result `loss`.
 */
export function withLoss(record: GraphRecord, options: LossOptions): { record: GraphRecord; loss: Value } {
  const graph = new Graph(record);
  const logits = record.outputs.find(({ name }) => name === 'logits')?.value;
  if (logits === undefined) throw new GraphError('A model without logits has no loss');
  const divisor = graph.input(divisorInput, 'float32', []);
  const each = lossEach[options.kind](graph, logits, options);
  const loss = graph.div(graph.sumTo(each, []), divisor);
  graph.output(lossOutput, loss);
  return { record: graph.finish(), loss };
}

/** The loss of each row, position or label; all that there is to sum. */
const lossEach: Readonly<Record<Labels['kind'], (g: Graph, logits: Value, options: LossOptions) => Value>> = {
  single_label_classification: (g, logits, options) =>
    crossEntropy(g, logits, g.input(labelsInput, 'int64', logits.shape.slice(0, -1)), options),
  // log(1 + e^x) - x y, which is -y log(s) - (1 - y) log(1 - s) with s = sigmoid(x).
  multi_label_classification: (g, logits) =>
    g.sub(g.unary('softplus', logits), g.mul(logits, g.input(labelsInput, 'float32', logits.shape))),
  regression: (g, logits) => {
    const difference = g.sub(logits, g.input(labelsInput, 'float32', logits.shape));
    return g.mul(difference, difference);
  },
  tokens: (g, logits, options) => {
    const labels = g.input(labelsInput, 'int64', logits.shape.slice(0, -1));
    const rows: Shape = [product(labels.shape)];
    return crossEntropy(g, g.reshape(logits, [...rows, dimAt(logits.shape, -1)]), g.reshape(labels, rows), options);
  },
};

/** `torch.nn.CrossEntropyLoss` of rows [rows, classes], with its `weight` and `label_smoothing`. */
function crossEntropy(g: Graph, logits: Value, labels: Value, { classWeights, labelSmoothing }: LossOptions): Value {
  const weights =
    classWeights === null ? [] : [g.constant('float32', [classWeights.length], Float32Array.from(classWeights))];
  const [losses, logs] = g.applyAll('crossEntropy', [logits, labels, ...weights], {}) as [Value, Value];
  if (labelSmoothing === 0) return losses;
  const [weighted = logs] = weights.map((weight) => g.mul(logs, weight));
  const all = g.where(g.less(labels, g.integer(0)), g.scalar(0), g.sum(weighted));
  const share = labelSmoothing / Number(dimAt(logits.shape, 1));
  return g.sub(g.scale(losses, 1 - labelSmoothing), g.scale(all, share));
}
