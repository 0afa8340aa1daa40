import type { OperationName } from '../../graph/operations';
import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';
import { at, type GradientRule } from '../rule';

/** The gradient of logits from that of the logarithms of their probabilities. */
function ofLogSoftmax(g: Graph, logProbabilities: Value, gradient: Value): Value {
  return g.sub(gradient, g.mul(g.unary('exp', logProbabilities), g.sum(gradient, true)));
}

export const losses = {
  crossEntropy: {
    kind: 'backward',
    backward: ({ graph: g, operation, gradients }) => {
      const [ofLosses = null, ofLogs = null] = gradients;
      const [, labels, ...weights] = operation.inputs;
      const logProbabilities = at(operation.outputs, 1);
      const parts = [
        ...(ofLosses === null || labels === undefined
          ? []
          : [g.apply('crossEntropyGradient', [ofLosses, logProbabilities, labels, ...weights], {})]),
        ...(ofLogs === null ? [] : [ofLogSoftmax(g, logProbabilities, ofLogs)]),
      ];
      return [parts.reduce((a, b) => g.add(a, b)), null];
    },
  } satisfies GradientRule<'crossEntropy'>,
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
