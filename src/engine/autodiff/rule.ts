import type { OperationName } from '../graph/operations';
import type { Graph } from '../graph/graph';
import type { OperationOf } from '../graph/record';
import type { Dim, Value } from '../graph/types';
import { GraphError } from '../graph/types';

/**
 * What an operation adds to the gradient of one of its inputs. Parts of an input have kinds of their own, so that the
 * parts of one value are put together once, and a table's rows need not become a table of zeros.
 */
export type Contribution =
  | { readonly kind: 'whole'; readonly value: Value }
  /** The stretch of an axis that begins at `start`; the rest is zero. */
  | { readonly kind: 'stretch'; readonly axis: number; readonly start: number; readonly value: Value }
  /** Vectors [ids..., ...] that are added to the rows of their ids. */
  | { readonly kind: 'rows'; readonly ids: Value; readonly vectors: Value; readonly paddingIndex: number | null };

/** What a rule works with. */
export interface BackwardContext<Name extends OperationName> {
  readonly graph: Graph;
  readonly operation: OperationOf<Name>;
  /** The loss's gradient for each result of the operation; null for results that the loss does not depend on. */
  readonly gradients: readonly (Value | null)[];
  /** Whether an input's gradient is asked for; what is not asked for need not be given. */
  readonly needs: (input: number) => boolean;
}

/** Gives for each input what the operation adds to its gradient, null for none. */
export type Backward<Name extends OperationName> = (
  context: BackwardContext<Name>,
) => readonly (Contribution | Value | null)[];

/**
 * How an operation takes part in differentiation:
 * - a backward rule;
 * - another operation, of the same inputs and attributes, that gives more results for its backward rule to use;
 * - nothing: its results are whole numbers or truth values, or it is itself part of a gradient.
 */
export type GradientRule<Name extends OperationName> =
  | { readonly kind: 'backward'; readonly backward: Backward<Name> }
  | { readonly kind: 'replaced'; readonly by: OperationName }
  | { readonly kind: 'none' };

/** A rule with the gradient of the operation's only result. */
export function backward<Name extends OperationName>(
  rule: (
    context: BackwardContext<Name> & { readonly inputs: readonly Value[]; readonly output: Value },
    gradient: Value,
  ) => readonly (Contribution | Value | null)[],
): GradientRule<Name> {
  return {
    kind: 'backward',
    backward: (context) => {
      const [gradient = null] = context.gradients;
      const { inputs, outputs } = context.operation;
      if (gradient === null) throw new GraphError(`${context.operation.name} has no gradient for its first result`);
      return rule({ ...context, inputs, output: at(outputs, 0) }, gradient);
    },
  };
}

export const notDifferentiable = { kind: 'none' } as const;

/** The value at an index. Throws a GraphError where there is none. */
export function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new GraphError(`An operation lacks its value ${index}`);
  return value;
}

/** A size that must be a number. */
export function known(dim: Dim | undefined): number {
  if (typeof dim === 'number') return dim;
  throw new GraphError(`A gradient needs a known size, not ${dim ?? 'none'}`);
}
