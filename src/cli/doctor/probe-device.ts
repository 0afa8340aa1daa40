import { toErrorData } from '../../common/errors/lens-error';
import { probeDevice } from '../../engine/runtime/devices';
import { chosenRuntime } from '../model/model-options';
import type { Verb } from '../program/verb';
import type { DeviceReport } from './device-report';

/** `model-lens probe-device`: tries one device in this process. Used by `doctor`. */
export const probeDeviceVerb: Verb = {
  summary: 'tries one device.',
  options: { device: { value: 'D', help: 'The device.' } },
  run: async (options) => {
    const { device: name } = chosenRuntime(options);
    const reason = await failureOf(() => probeDevice(name));
    const report: DeviceReport = { name, works: reason === null, reason };
    return { json: report, text: `${name}: ${reason ?? 'works'}\n` };
  },
};

async function failureOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return toErrorData(error).message;
  }
}
