import type { RawConfig } from '../../architectures/config/raw-config';
import { initialWeights } from '../initialise/initial-weights';
import { rolesOf } from '../initialise/roles';
import { deviationsOf } from '../initialise/standard-deviation';
import type { ModelTensor } from '../trainable-model';
import { loadTensor } from './load-tensors';
import type { RecordedModel } from './record-model';

/**
 * The tensors of a model as float32: read from its checkpoint, or as they start where it has none.
 * @throws LensError `bad-file` for a file that ends too soon
 */
export async function openTensors({ record, tensors }: RecordedModel, raw: RawConfig, seed: number) {
  const [roles, deviationOf] = [rolesOf(record), deviationsOf(raw)];
  const opened: ModelTensor[] = [];
  for (const [index, { name, shape, stored }] of tensors.entries()) {
    const role = roles.get(name) ?? { kind: 'zeros' };
    const standardDeviation = deviationOf(name, shape);
    const data =
      stored === null ? initialWeights({ shape, role, standardDeviation, index }, seed) : await loadTensor(stored);
    opened.push({ name, shape, data });
  }
  return opened;
}
