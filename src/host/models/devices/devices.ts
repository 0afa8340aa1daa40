import * as v from 'valibot';
import {
  deviceCheckSchema,
  probedDeviceSchema,
  type DeviceCheck,
  type ProbedDevice,
} from '../../../common/contracts/device-check';
import type { Device } from '../../../common/contracts/model';
import { neverCancelled, type CancellationSignal } from '../../../common/rpc/cancellation';
import { runCli } from './run-cli';

/** Each of five devices may take half a minute. */
const probeMs = 180_000;
/** A GPU's first run compiles a program for each operation. */
const checkMs = 120_000;

const doctorSchema = v.object({ devices: v.array(probedDeviceSchema) });

/** Which devices work here, and how their results compare with the CPU's: found out once, until it is asked for anew. */
export class Devices {
  #probed: Promise<ProbedDevice[]> | undefined;
  readonly #checks = new Map<Device, DeviceCheck>();

  /** @param cliPath dist/cli.js */
  constructor(private readonly cliPath: string) {}

  /** The devices, each tried in a process of its own. @throws LensError when they could not be tried */
  async all(): Promise<ProbedDevice[]> {
    this.#probed ??= this.#probe();
    try {
      return await this.#probed;
    } catch (error) {
      this.#probed = undefined;
      throw error;
    }
  }

  /** Forgets what was found out: a driver may have come, or a GPU have gone. */
  forget(): void {
    this.#probed = undefined;
    this.#checks.clear();
  }

  /**
   * Compares a device with the CPU on the sample model, in a process of its own.
   * @throws LensError `device` when it does not work, `cancelled`
   */
  async check(device: Device, signal: CancellationSignal): Promise<DeviceCheck> {
    const known = this.#checks.get(device);
    if (known) return known;
    const args = ['check-device', '--device', device];
    const check = await runCli({ ...this.#call(checkMs, signal), args, schema: deviceCheckSchema });
    this.#checks.set(device, check);
    return check;
  }

  async #probe(): Promise<ProbedDevice[]> {
    const call = { ...this.#call(probeMs, neverCancelled), args: ['doctor'], schema: doctorSchema };
    return (await runCli(call)).devices;
  }

  #call(timeoutMs: number, signal: CancellationSignal) {
    return { cliPath: this.cliPath, timeoutMs, signal };
  }
}
