import { differentiate, type ParameterGradient } from '../../autodiff/differentiate';
import { Graph } from '../../graph/graph';
import { prune } from '../../graph/prune';
import type { GraphRecord } from '../../graph/record';
import type { Value } from '../../graph/types';
import { lossOutput, withLoss, type LossOptions } from '../losses/loss-graph';

/** Where a step's results hold the gradient of one parameter. */
export interface GradientPlace {
  readonly parameter: string;
  /** The result with the whole gradient; null where only rows are given. */
  readonly whole: string | null;
  /** Results that are added row by row. */
  readonly rows: readonly { readonly ids: string; readonly vectors: string; readonly paddingIndex: number | null }[];
}

/** Forward and backward as one record whose results are the loss and the gradients. */
export interface TrainingGraph {
  readonly record: GraphRecord;
  readonly gradients: readonly GradientPlace[];
}

/** @param trained names of the parameters whose gradients are wanted */
export function trainingGraph(model: GraphRecord, options: LossOptions, trained: ReadonlySet<string>): TrainingGraph {
  const { record: forward, loss } = withLoss(model, options);
  const { record, gradients } = differentiate(forward, loss, trained);
  const results = new Results(new Graph(record));
  const places = [...gradients].map(([parameter, gradient]) => results.place(parameter, gradient));
  return { record: prune(results.finish(), [lossOutput, ...results.names]), gradients: places };
}

/** Forward alone, whose results are the loss and the logits. */
export function evaluationGraph(model: GraphRecord, options: LossOptions): GraphRecord {
  return withLoss(model, { ...options, labelSmoothing: 0 }).record;
}

/** Gives gradients names as results; what several parameters share (the sum of embeddings) is one result. */
class Results {
  readonly names: string[] = [];
  readonly #graph: Graph;
  readonly #byValue = new Map<number, string>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  place(parameter: string, { whole, rows }: ParameterGradient): GradientPlace {
    return {
      parameter,
      whole: whole === null ? null : this.#name(whole, `gradient.${parameter}`),
      rows: rows.map(({ ids, vectors, paddingIndex }, index) => ({
        ids: this.#name(ids, `ids.${index}.${parameter}`),
        vectors: this.#name(vectors, `vectors.${index}.${parameter}`),
        paddingIndex,
      })),
    };
  }

  finish(): GraphRecord {
    return this.#graph.finish();
  }

  #name(value: Value, name: string): string {
    const known = this.#byValue.get(value.id);
    if (known !== undefined) return known;
    this.#byValue.set(value.id, name);
    this.#graph.output(name, value);
    this.names.push(name);
    return name;
  }
}
