import { deviceNames, type Device } from '../../../common/contracts/model';
import type { RunFile } from '../../../common/contracts/training/run-file';
import { LensError } from '../../../common/errors/lens-error';

/** The device of a run file. @throws LensError `usage` for a name that is none */
export function deviceOf({ device: wanted }: Pick<RunFile, 'device'>): Device {
  const device = deviceNames.find((name) => name === wanted);
  if (device !== undefined) return device;
  throw new LensError('usage', `device is one of ${deviceNames.join(', ')}, not "${wanted}".`);
}
