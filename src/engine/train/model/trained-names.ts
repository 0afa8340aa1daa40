import { LensError } from '../../../common/errors/lens-error';
import { isBuffer } from '../../describe/tensors/buffers';
import { frozenIn, type FreezeOptions } from './frozen';
import type { RecordedModel } from './record-model';
import type { TaskConfig } from './training-config';

/**
 * The names of the parameters that are trained: those that are not frozen, not computed and no buffers.
 * @throws LensError `usage` where more is to be frozen than there is
 */
export function trainedNames(
  { record }: RecordedModel,
  { architecture, configured: { facts } }: TaskConfig,
  options: FreezeOptions,
): ReadonlySet<string> {
  const layers = facts.encoderLayers ?? facts.layers;
  const isFrozen = frozenIn(record, { kind: facts.kind, layers }, options);
  const trained = record.parameters.filter(
    ({ name, value }) =>
      !isFrozen(name) &&
      !architecture.isFixed(name) &&
      !isBuffer({ name, shape: value.shape.map(Number), dtype: 'float32' }),
  );
  return new Set(trained.map(({ name }) => name));
}

/** @throws LensError `usage` for weights that are not one a label, or of a task that has no classes */
export function checkClassWeights({ labels, problemType, head }: TaskConfig, weights: readonly number[] | null): void {
  if (weights === null) return;
  if (head !== 'ForTokenClassification' && problemType !== 'single_label_classification') {
    throw new LensError('usage', '"class_weights" are for tasks in which one of several labels is right.');
  }
  if (weights.length !== labels.length) {
    throw new LensError('usage', `"class_weights" has ${weights.length} numbers for ${labels.length} labels.`);
  }
}
