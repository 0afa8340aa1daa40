/** Element types of symbolic values. Weights count as float32 whatever their file stores (design: cast at load). */
export type Dtype = 'float32' | 'int64' | 'bool' | 'uint8';

/** A size: a number, or the name of one that is known only when the graph runs, such as `batch` or `batch*sequence`. */
export type Dim = number | string;
export type Shape = readonly Dim[];

/** What is known of a value before it exists. */
export interface Type {
  readonly dtype: Dtype;
  readonly shape: Shape;
}

/** A symbolic value of one graph: the result of an operation, an input, a weight or a constant. */
export interface Value extends Type {
  readonly id: number;
}

/**
 * A graph that cannot be: a mistake in an architecture, not in a file. What comes from files is checked before it gets
 * here and is told as a LensError.
 */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}
