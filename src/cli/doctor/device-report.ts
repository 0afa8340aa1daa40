import { deviceCheckSchema, probedDeviceSchema, type DeviceCheck } from '../../common/contracts/device-check';
import type { ProbedDevice } from '../../common/contracts/device-check';
import { deviceNames, type Device } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { parseJson } from '../../common/json/parse-json';
import { runChild } from './run-child';

/** Whether a device computes, why not, and (where that was asked for) how its results compare with the CPU's. */
export interface DeviceReport extends ProbedDevice {
  readonly check?: DeviceCheck;
}

/** Loading a GPU's driver takes seconds on some machines. */
const probeMs = 30_000;
/** The first run on a GPU compiles a program for each operation. */
const checkMs = 120_000;

/**
 * Tries every device, one at a time and each in a process of its own.
 * @param program this command line's file
 * @param checks also compares the results of those that work with the CPU's
 */
export async function probeDevices(program: string, checks: boolean): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  for (const name of deviceNames) {
    const probed = await probe(program, name);
    reports.push(checks && probed.works && name !== 'cpu' ? await check(program, probed) : probed);
  }
  return reports;
}

/**
 * Tries a device before something long is started on it, in a process of its own: a driver that fails may end the process.
 * @throws LensError `device` that says why it does not work
 */
export async function checkWorks(program: string, name: Device): Promise<void> {
  if (name === 'cpu') return;
  const { works, reason, help } = await probe(program, name);
  if (!works)
    throw new LensError(
      'device',
      reason ?? `The device ${name} does not work here.`,
      help ?? 'Train on the device cpu.',
    );
}

async function probe(program: string, name: Device): Promise<ProbedDevice> {
  const { output, failure } = await runChild(program, ['probe-device', '--device', name, '--json'], probeMs);
  if (failure !== null) return { name, works: false, reason: failure, help: null };
  return parseJson(output, probedDeviceSchema, 'The answer of the probe');
}

async function check(program: string, probed: ProbedDevice): Promise<DeviceReport> {
  const { output, failure } = await runChild(program, ['check-device', '--device', probed.name, '--json'], checkMs);
  if (failure !== null) return { ...probed, works: false, reason: failure };
  return { ...probed, check: parseJson(output, deviceCheckSchema, 'The answer of the check') };
}
