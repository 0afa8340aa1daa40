import type { OperationName } from '../../graph/operations';
import { notDifferentiable, type GradientRule } from '../rule';
import { arithmetic } from './arithmetic';
import { dropouts } from './dropout';
import { functions } from './functions';
import { layout } from './layout';
import { losses } from './losses';
import { norms } from './norms';
import { packing } from './packing';
import { products } from './products';
import { reductions } from './reductions';

/** How each operation of the table takes part in differentiation. */
export const gradientRules: { readonly [Name in OperationName]: GradientRule<Name> } = {
  ...arithmetic,
  ...dropouts,
  ...functions,
  ...layout,
  ...losses,
  ...norms,
  ...packing,
  ...products,
  ...reductions,
  less: notDifferentiable,
  lessOrEqual: notDifferentiable,
  equal: notDifferentiable,
  and: notDifferentiable,
  or: notDifferentiable,
  not: notDifferentiable,
  // From or to whole numbers and truth values.
  cast: notDifferentiable,
  range: notDifferentiable,
  // Parts of gradients, of which none is taken again.
  outerProducts: notDifferentiable,
  scatterRows: notDifferentiable,
  pad: notDifferentiable,
  crossEntropyGradient: notDifferentiable,
};
