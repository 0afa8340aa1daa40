import type { Graph } from '../../graph/graph';
import type { OperationName } from '../../graph/operations';
import type { Value } from '../../graph/types';
import { at, backward, type GradientRule } from '../rule';

type Pair = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'min' | 'max';

/** What a gradient is for one of two broadcast inputs, before it is summed to that input's shape. */
type Side = (g: Graph, gradient: Value, given: { a: Value; b: Value; output: Value }) => Value;

/** An operation of two numbers that are broadcast to one shape. */
function pair<Name extends Pair>(first: Side, second: Side): GradientRule<Name> {
  return backward<Name>(({ graph: g, inputs, output, needs }, gradient) => {
    const given = { a: at(inputs, 0), b: at(inputs, 1), output };
    return [first, second].map((side, index) =>
      needs(index) ? g.sumTo(side(g, gradient, given), at(inputs, index).shape) : null,
    );
  });
}

/** The gradient where a condition holds, else 0. */
function whereTrue(g: Graph, condition: Value, gradient: Value): Value {
  return g.where(condition, gradient, g.scalar(0));
}

const same: Side = (_, gradient) => gradient;

export const arithmetic = {
  add: pair<'add'>(same, same),
  sub: pair<'sub'>(same, (g, gradient) => g.unary('neg', gradient)),
  mul: pair<'mul'>(
    (g, gradient, { b }) => g.mul(gradient, b),
    (g, gradient, { a }) => g.mul(gradient, a),
  ),
  div: pair<'div'>(
    (g, gradient, { b }) => g.div(gradient, b),
    (g, gradient, { b, output }) => g.unary('neg', g.mul(gradient, g.div(output, b))),
  ),
  pow: pair<'pow'>(
    (g, gradient, { a, b }) => g.mul(gradient, g.mul(b, g.pow(a, g.sub(b, g.scalar(1))))),
    (g, gradient, { a, output }) => g.mul(gradient, g.mul(output, g.unary('log', a))),
  ),
  // Where both are the same, the first has the gradient.
  min: pair<'min'>(
    (g, gradient, { a, b }) => whereTrue(g, g.lessOrEqual(a, b), gradient),
    (g, gradient, { a, b }) => whereTrue(g, g.less(b, a), gradient),
  ),
  max: pair<'max'>(
    (g, gradient, { a, b }) => whereTrue(g, g.lessOrEqual(b, a), gradient),
    (g, gradient, { a, b }) => whereTrue(g, g.less(a, b), gradient),
  ),
  where: backward<'where'>(({ graph: g, inputs, needs }, gradient) => {
    const [condition, a, b] = [at(inputs, 0), at(inputs, 1), at(inputs, 2)];
    return [
      null,
      needs(1) ? g.sumTo(whereTrue(g, condition, gradient), a.shape) : null,
      needs(2) ? g.sumTo(g.where(condition, g.scalar(0), gradient), b.shape) : null,
    ];
  }),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
