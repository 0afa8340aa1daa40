import type { OperationName } from '../../graph/operations';
import { dimAt } from '../../graph/shapes';
import { at, backward, known, type GradientRule } from '../rule';

export const layout = {
  gather: backward<'gather'>(({ inputs, operation }, gradient) => [
    { kind: 'rows', ids: at(inputs, 1), vectors: gradient, paddingIndex: operation.attributes.paddingIndex },
    null,
  ]),
  reshape: backward<'reshape'>(({ graph: g, inputs }, gradient) => [g.reshape(gradient, at(inputs, 0).shape)]),
  transpose: backward<'transpose'>(({ graph: g, operation }, gradient) => {
    const { permutation } = operation.attributes;
    return [
      g.transpose(
        gradient,
        permutation.map((_, axis) => permutation.indexOf(axis)),
      ),
    ];
  }),
  select: backward<'select'>(({ graph: g, inputs, operation }, gradient) => {
    const { axis, index } = operation.attributes;
    const shape = at(inputs, 0).shape.with(axis, 1);
    return [{ kind: 'stretch', axis, start: index, value: g.reshape(gradient, shape) }];
  }),
  // The gradient at the chosen place of each element of the batch, zeros elsewhere.
  selectEach: backward<'selectEach'>(({ graph: g, inputs }, gradient) => {
    const [x, indices] = [at(inputs, 0), at(inputs, 1)];
    const [batch, size] = [dimAt(x.shape, 0), dimAt(x.shape, 1)];
    const inner = x.shape.slice(2);
    const isChosen = g.equal(g.range(size), g.reshape(indices, [batch, 1]));
    const chosen = g.reshape(isChosen, [batch, size, ...inner.map(() => 1)]);
    return [g.where(chosen, g.reshape(gradient, [batch, 1, ...inner]), g.scalar(0)), null];
  }),
  slice: backward<'slice'>(({ inputs, operation }, gradient) => {
    const { axis, start } = operation.attributes;
    const positive = axis < 0 ? axis + at(inputs, 0).shape.length : axis;
    return [{ kind: 'stretch', axis: positive, start, value: gradient }];
  }),
  concat: backward<'concat'>(({ graph: g, inputs, operation }, gradient) => {
    const { axis } = operation.attributes;
    const sizes = inputs.map((part) => known(part.shape.at(axis)));
    return g.split(gradient, axis, sizes);
  }),
} satisfies { readonly [Name in OperationName]?: GradientRule<Name> };
