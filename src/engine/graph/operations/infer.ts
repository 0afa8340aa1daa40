import { GraphError, type Dtype, type Type } from '../types';

/** Gives the types of an operation's results from those of its inputs. Throws a GraphError when they do not fit. */
export type Infer<Attributes> = (inputs: readonly Type[], attributes: Attributes) => Type[];

/** The input at an index. Throws a GraphError when it is missing or of another dtype than asked for. */
export function inputAt(inputs: readonly Type[], index: number, dtype?: Dtype): Type {
  const input = inputs[index];
  if (input === undefined) throw new GraphError(`Input ${index} is missing`);
  if (dtype !== undefined && input.dtype !== dtype) {
    throw new GraphError(`Input ${index} should be ${dtype} but is ${input.dtype}`);
  }
  return input;
}
