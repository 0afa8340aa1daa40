import type { OperationName } from '../../graph/operations';
import { at, backward, type GradientRule } from '../rule';

export const products = {
  // For c = a b: da = dc b^T and db = a^T dc; of a factor that is taken transposed, the transposed.
  matmul: backward<'matmul'>(({ graph: g, inputs, operation, needs }, gradient) => {
    const [a, b] = [at(inputs, 0), at(inputs, 1)];
    const { transposeA, transposeB } = operation.attributes;
    const ofA = () =>
      transposeA
        ? g.matmul(b, gradient, { transposeA: transposeB, transposeB: true })
        : g.matmul(gradient, b, { transposeB: !transposeB });
    const ofB = () =>
      transposeB
        ? g.matmul(gradient, a, { transposeA: true, transposeB: transposeA })
        : g.matmul(a, gradient, { transposeA: !transposeA });
    return [needs(0) ? g.sumTo(ofA(), a.shape) : null, needs(1) ? g.sumTo(ofB(), b.shape) : null];
  }),
  linear: backward<'linear'>(({ graph: g, inputs, operation, needs }, gradient) => {
    const [x, weight, bias] = [at(inputs, 0), at(inputs, 1), inputs[2]];
    const { layout } = operation.attributes;
    const [left, right] = layout === 'out-in' ? [gradient, x] : [x, gradient];
    return [
      needs(0) ? g.linear(gradient, weight, null, layout === 'out-in' ? 'in-out' : 'out-in') : null,
      needs(1) ? g.apply('outerProducts', [left, right], {}) : null,
      ...(bias === undefined ? [] : [needs(2) ? g.sumTo(gradient, bias.shape) : null]),
    ];
  }),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
