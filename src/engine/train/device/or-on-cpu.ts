import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';

/** What was done, where, and why not on the device that was wanted. */
export interface DoneOnDevice<Result> {
  readonly result: Result;
  readonly device: Device;
  /** Null where it is the wanted device. */
  readonly failure: LensError | null;
}

/** Does something on a device, and on the CPU where the device does not work. */
export async function orOnCpu<Result>(
  wanted: Device,
  work: (device: Device) => Promise<Result>,
): Promise<DoneOnDevice<Result>> {
  try {
    return { result: await work(wanted), device: wanted, failure: null };
  } catch (error) {
    if (wanted === 'cpu' || !(error instanceof LensError) || error.code !== 'device') throw error;
    return { result: await work('cpu'), device: 'cpu', failure: error };
  }
}
