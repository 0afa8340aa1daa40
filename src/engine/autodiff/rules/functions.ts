import type { Graph } from '../../graph/graph';
import type { OperationName } from '../../graph/operations';
import type { Value } from '../../graph/types';
import { at, backward, type GradientRule } from '../rule';

type FunctionName =
  | ('abs' | 'neg' | 'cos' | 'sin' | 'exp' | 'log')
  | ('erf' | 'relu' | 'sigmoid' | 'softplus' | 'sqrt' | 'tanh' | 'gelu');

/** A function of one number, whose gradient is that of its result times its derivative at x; y is the result. */
function derivative<Name extends FunctionName>(
  rule: (g: Graph, x: Value, y: Value, gradient: Value) => Value,
): GradientRule<Name> {
  return backward<Name>(({ graph: g, inputs, output }, gradient) => [rule(g, at(inputs, 0), output, gradient)]);
}

/** 1 - y^2 */
function oneLessSquare(g: Graph, y: Value): Value {
  return g.sub(g.scalar(1), g.mul(y, y));
}

export const functions = {
  abs: derivative<'abs'>((g, x, _, gradient) => g.where(g.less(x, g.scalar(0)), g.unary('neg', gradient), gradient)),
  neg: derivative<'neg'>((g, _x, _y, gradient) => g.unary('neg', gradient)),
  cos: derivative<'cos'>((g, x, _, gradient) => g.unary('neg', g.mul(gradient, g.unary('sin', x)))),
  sin: derivative<'sin'>((g, x, _, gradient) => g.mul(gradient, g.unary('cos', x))),
  exp: derivative<'exp'>((g, _, y, gradient) => g.mul(gradient, y)),
  log: derivative<'log'>((g, x, _, gradient) => g.div(gradient, x)),
  erf: derivative<'erf'>((g, x, _, gradient) => {
    const bell = g.unary('exp', g.unary('neg', g.mul(x, x)));
    return g.mul(gradient, g.scale(bell, 2 / Math.sqrt(Math.PI)));
  }),
  relu: derivative<'relu'>((g, _, y, gradient) => g.where(g.less(g.scalar(0), y), gradient, g.scalar(0))),
  sigmoid: derivative<'sigmoid'>((g, _, y, gradient) => g.mul(gradient, g.mul(y, g.sub(g.scalar(1), y)))),
  softplus: derivative<'softplus'>((g, x, _, gradient) => g.mul(gradient, g.unary('sigmoid', x))),
  sqrt: derivative<'sqrt'>((g, _, y, gradient) => g.div(g.scale(gradient, 0.5), y)),
  tanh: derivative<'tanh'>((g, _, y, gradient) => g.mul(gradient, oneLessSquare(g, y))),
  gelu: backward<'gelu'>(({ graph: g, inputs, operation }, gradient) => {
    const x = at(inputs, 0);
    const slope = operation.attributes.approximate === 'tanh' ? tanhGeluSlope(g, x) : geluSlope(g, x);
    return [g.mul(gradient, slope)];
  }),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };

/** The derivative of x P(X <= x) for a standard normal X: P(X <= x) + x p(x). */
function geluSlope(g: Graph, x: Value): Value {
  const below = g.add(g.scale(g.unary('erf', g.scale(x, Math.SQRT1_2)), 0.5), g.scalar(0.5));
  const bell = g.unary('exp', g.scale(g.mul(x, x), -0.5));
  return g.add(below, g.mul(x, g.scale(bell, 1 / Math.sqrt(2 * Math.PI))));
}

/** The derivative of 0.5 x (1 + tanh(u)) with u = sqrt(2 / pi) (x + 0.044715 x^3), of torch's `gelu(approximate='tanh')`. */
function tanhGeluSlope(g: Graph, x: Value): Value {
  const root = Math.sqrt(2 / Math.PI);
  const square = g.mul(x, x);
  const inner = g.mul(x, g.add(g.scale(square, root * 0.044715), g.scalar(root)));
  const tanh = g.tanh(inner);
  const slope = g.add(g.scale(square, 3 * root * 0.044715), g.scalar(root));
  const rest = g.mul(g.mul(x, slope), oneLessSquare(g, tanh));
  return g.scale(g.add(g.add(tanh, g.scalar(1)), rest), 0.5);
}
