import type { Graph } from '../../graph/graph';
import type { OperationName } from '../../graph/operations';
import type { Value } from '../../graph/types';
import { at, backward, type GradientRule } from '../rule';

/** x times the mean over the last axis of x times gradient, taken from the gradient. */
function withoutShare(g: Graph, gradient: Value, x: Value): Value {
  return g.sub(gradient, g.mul(x, g.mean(g.mul(gradient, x), true)));
}

export const norms = {
  softmax: backward<'softmax'>(({ graph: g, output }, gradient) => {
    const shared = g.sum(g.mul(gradient, output), true);
    return [g.mul(output, g.sub(gradient, shared))];
  }),
  layerNorm: { kind: 'replaced', by: 'layerNormSaved' },
  // With z = (x - mean) / deviation and d = gradient * weight: (d - mean(d) - z mean(d z)) / deviation.
  layerNormSaved: backward<'layerNormSaved'>(({ graph: g, inputs, operation, needs }, gradient) => {
    const [x, weight, bias] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    const [, mean, inverse] = operation.outputs as readonly [Value, Value, Value];
    const z = g.mul(g.sub(x, mean), inverse);
    const ofX = (): Value => {
      const scaled = g.mul(gradient, weight);
      return g.mul(g.sub(withoutShare(g, scaled, z), g.mean(scaled, true)), inverse);
    };
    return [
      needs(0) ? ofX() : null,
      needs(1) ? g.sumTo(g.mul(gradient, z), weight.shape) : null,
      needs(2) ? g.sumTo(gradient, bias.shape) : null,
    ];
  }),
  rmsNorm: { kind: 'replaced', by: 'rmsNormSaved' },
  rmsNormSaved: backward<'rmsNormSaved'>(({ graph: g, inputs, operation, needs }, gradient) => {
    const [x, weight] = [at(inputs, 0), at(inputs, 1)];
    const [, inverse] = operation.outputs as readonly [Value, Value];
    const z = g.mul(x, inverse);
    return [
      needs(0) ? g.mul(withoutShare(g, g.mul(gradient, weight), z), inverse) : null,
      needs(1) ? g.sumTo(g.mul(gradient, z), weight.shape) : null,
    ];
  }),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
