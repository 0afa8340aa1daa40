import { dimAt, formatShape, sameShape } from '../shapes';
import { GraphError } from '../types';
import { inputAt, type Infer } from './infer';

/**
 * `torch.nn.functional.cross_entropy` of each row: logits [rows, classes], int64 labels [rows] (below 0: nothing is asked,
 * the loss is 0) and optionally a weight for each class. Gives the losses [rows], not divided by anything, and the
 * logarithms of the probabilities [rows, classes].
 */
export const crossEntropy: Infer<object> = (inputs) => {
  const logits = inputAt(inputs, 0, 'float32').shape;
  const labels = inputAt(inputs, 1, 'int64').shape;
  if (logits.length !== 2 || !sameShape(labels, logits.slice(0, 1))) {
    throw new GraphError(`${formatShape(labels)} are not labels for logits ${formatShape(logits)}`);
  }
  if (inputs.length > 2 && !sameShape(inputAt(inputs, 2, 'float32').shape, [dimAt(logits, 1)])) {
    throw new GraphError(`The weights are not one a class of ${formatShape(logits)}`);
  }
  return [
    { dtype: 'float32', shape: labels },
    { dtype: 'float32', shape: logits },
  ];
};

/**
 * The gradient of a cross-entropy's logits from the gradient of its losses [rows], the logarithms of its probabilities
 * [rows, classes], the labels and the weights.
 */
export const crossEntropyGradient: Infer<object> = (inputs) => {
  const losses = inputAt(inputs, 0, 'float32').shape;
  const logProbabilities = inputAt(inputs, 1, 'float32');
  if (!sameShape(losses, inputAt(inputs, 2, 'int64').shape) || losses[0] !== logProbabilities.shape[0]) {
    throw new GraphError('The gradient, the probabilities and the labels of a cross-entropy are not of the same rows');
  }
  return [logProbabilities];
};
