import type { OperationName } from '../../graph/operations';
import { at, backward, type GradientRule } from '../rule';

export const packing = {
  // Padding is in no packed row, so its gradient is zero.
  packRows: backward<'packRows'>(({ graph: g, inputs }, gradient) => {
    const whole = g.apply('unpackRows', [gradient, ...inputs.slice(1)], {});
    return [g.mul(whole, at(inputs, 3)), null, null, null];
  }),
  // What stands at padding has no weight, so its gradient is zero and nothing is to be added.
  unpackRows: backward<'unpackRows'>(({ graph: g, inputs }, gradient) => [
    g.apply('packRows', [gradient, ...inputs.slice(1)], {}),
    null,
    null,
    null,
  ]),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
