import type { ProbedDevice } from '../../common/contracts/device-check';
import { toErrorData, type ErrorData } from '../../common/errors/lens-error';
import { probeDevice } from '../../engine/runtime/devices/probe-device';
import { chosenRuntime } from '../model/model-options';
import type { Verb } from '../program/verb';

/** `model-lens probe-device`: tries one device in this process. Used by `doctor`. */
export const probeDeviceVerb: Verb = {
  summary: 'tries one device.',
  options: { device: { value: 'D', help: 'The device.' } },
  run: async (options) => {
    const { device: name } = chosenRuntime(options);
    const failure = await failureOf(() => probeDevice(name));
    const works = failure === null;
    const report: ProbedDevice = { name, works, reason: failure?.message ?? null, help: failure?.help ?? null };
    return { json: report, text: `${name}: ${failure?.message ?? 'works'}\n` };
  },
};

async function failureOf(work: () => Promise<unknown>): Promise<ErrorData | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return toErrorData(error);
  }
}
