import type { OnnxInitializer, OnnxNode } from '../../onnx-model';

/**
 * How probabilities are had that a file does not name.
 * - `result`: the operation gives them when it is asked.
 * - `nodes`: the operation keeps them to itself, and these compute them from what it is given.
 */
export type Demand =
  | {
      readonly kind: 'result';
      /** The operation's first result, by which it is found again. */
      readonly madeBy: string;
      readonly attribute: string;
      readonly value: number;
      /** Which of its results they are. */
      readonly output: number;
    }
  | {
      readonly kind: 'nodes';
      readonly nodes: readonly OnnxNode[];
      readonly constants: readonly OnnxInitializer[];
    };
