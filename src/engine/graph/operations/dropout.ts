import { sameShape } from '../shapes';
import { GraphError } from '../types';
import { inputAt, type Infer } from './infer';

/** A place at which numbers are dropped at random; as long as it is not given a mask it changes nothing. */
export const dropout: Infer<{ rate: number }> = (inputs) => [inputAt(inputs, 0, 'float32')];

/**
 * Numbers times a mask of 0 and 1 and a scale. The mask is given twice: the second is used on the way back, so that
 * nothing that is made of the first has to be kept until then.
 */
export const applyMask: Infer<{ scale: number }> = (inputs) => {
  const x = inputAt(inputs, 0, 'float32');
  const masks = [inputAt(inputs, 1, 'uint8'), inputAt(inputs, 2, 'uint8')];
  if (!masks.every(({ shape }) => sameShape(shape, x.shape))) throw new GraphError('A mask has another shape');
  return [x];
};
