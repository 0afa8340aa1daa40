import type { Graph } from '../../graph/graph';
import type { OperationName } from '../../graph/operations';
import type { Value } from '../../graph/types';
import { at, backward, known, type GradientRule } from '../rule';

/** A reduced value with its last axis, of size 1, whether or not it was kept. */
function column(g: Graph, x: Value, reduced: Value): Value {
  const shape = [...x.shape.slice(0, -1), 1];
  return reduced.shape.length === shape.length ? reduced : g.reshape(reduced, shape);
}

export const reductions = {
  reduceSum: backward<'reduceSum'>(({ graph: g, inputs }, gradient) => {
    const x = at(inputs, 0);
    return [g.expandLike(column(g, x, gradient), x)];
  }),
  reduceMean: backward<'reduceMean'>(({ graph: g, inputs }, gradient) => {
    const x = at(inputs, 0);
    return [g.expandLike(g.scale(column(g, x, gradient), 1 / known(x.shape.at(-1))), x)];
  }),
  // Where several numbers are the largest, they share the gradient (torch.amax).
  reduceMax: backward<'reduceMax'>(({ graph: g, inputs, output }, gradient) => {
    const x = at(inputs, 0);
    const isLargest = g.cast(g.equal(x, column(g, x, output)), 'float32');
    return [g.mul(isLargest, g.div(column(g, x, gradient), g.sum(isLargest, true)))];
  }),
  sumTo: backward<'sumTo'>(({ graph: g, inputs }, gradient) => [g.expandLike(gradient, at(inputs, 0))]),
  expandLike: backward<'expandLike'>(({ graph: g, inputs }, gradient) => [
    g.sumTo(gradient, at(inputs, 0).shape),
    null,
  ]),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
