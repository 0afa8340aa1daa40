import type { PreflightCheck } from '../../../common/contracts/training/preflight';
import { type Device } from '../../../common/contracts/model';
import type { Placement } from '../../../common/contracts/placement';
import type { LensError } from '../../../common/errors/lens-error';
import { deviceName } from '../../runtime/devices/why-not';
import { placementSentence } from '../device/tell-placement';

/** Where a step was measured. */
export interface MeasuredDevice {
  readonly wanted: Device;
  /** Of the CPU. */
  readonly threads: number;
  /** What the device left to the CPU; null on the CPU, and where it is not known. */
  readonly placement: Placement | null;
  /** Why the CPU was measured in place of the device; null where it was not. */
  readonly failure: LensError | null;
}

const onCpu = { label: 'Train on the CPU', settings: { device: 'cpu' }, showsRows: false };

/** The line that says where it trains. A device that does not work is an error, with the CPU as the way out. */
export function deviceCheck({ wanted, threads, placement, failure }: MeasuredDevice): PreflightCheck {
  const subject = 'device';
  if (failure !== null) {
    const text = `${deviceName(wanted)} does not work here: ${failure.message} The CPU was measured.`;
    return { subject, state: 'error', text, remedy: onCpu };
  }
  if (wanted === 'cpu') {
    return { subject, state: 'ok', text: `CPU, ${threads} thread${threads === 1 ? '' : 's'}`, remedy: null };
  }
  const text = placementSentence(wanted, placement) ?? deviceName(wanted);
  if (placement !== null && placement.onCpu === placement.nodes)
    return { subject, state: 'warning', text, remedy: onCpu };
  return { subject, state: 'ok', text: `${text}; its own memory is not measured`, remedy: null };
}
