import { formatShape } from '../shapes';
import { GraphError } from '../types';
import { inputAt, type Infer } from './infer';

/** Rows [batch, sequence, ...] of tokens alone, [tokens, ...]. The other inputs are those of graph/pack-tokens.ts. */
export const packRows: Infer<object> = (inputs) => {
  const x = inputAt(inputs, 0);
  if (x.shape.length < 2) throw new GraphError(`${formatShape(x.shape)} has no places`);
  return [{ dtype: x.dtype, shape: ['tokens', ...x.shape.slice(2)] }];
};

/**
 * The way back, [tokens, ...] to [batch, sequence, ...]. What stands at padding is that of some token: whoever uses it must
 * give it no weight.
 */
export const unpackRows: Infer<object> = (inputs) => {
  const { dtype, shape } = inputAt(inputs, 0);
  return [{ dtype, shape: ['batch', 'sequence', ...shape.slice(1)] }];
};
