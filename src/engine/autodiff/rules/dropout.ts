import type { OperationName } from '../../graph/operations';
import { at, backward, type GradientRule } from '../rule';

export const dropouts = {
  dropout: backward<'dropout'>((_, gradient) => [gradient]),
  applyMask: backward<'applyMask'>(({ graph: g, inputs, operation }, gradient) => {
    const again = at(inputs, 2);
    return [g.apply('applyMask', [gradient, again, again], operation.attributes), null, null];
  }),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
