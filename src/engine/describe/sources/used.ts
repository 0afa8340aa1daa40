import { LensError } from '../../../common/errors/lens-error';
import type { RawConfig } from '../../architectures/config/raw-config';
import { recordCheckpoint, type RecordedCheckpoint } from '../../models/recorded-checkpoint';
import type { WeightFiles } from '../../models/weight-files';

/** The tensors that a model has, of all that are in its files; null where it is not built here, or its head is not. */
export function usedTensors({ info, record }: Pick<RecordedCheckpoint, 'info' | 'record'>): ReadonlySet<string> | null {
  const isWhole = info.task === null || info.missingHead.length === 0;
  return isWhole ? new Set(record.parameters.map(({ name }) => name)) : null;
}

/** The same from config and headers; null where they do not fit together either. */
export function findUsed(config: RawConfig, files: WeightFiles): ReadonlySet<string> | null {
  try {
    return usedTensors(recordCheckpoint(config, files));
  } catch (error) {
    if (error instanceof LensError) return null;
    throw error;
  }
}
