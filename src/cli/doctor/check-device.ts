import { join } from 'node:path';
import { selfCheck } from '../../engine/runtime/devices/self-check';
import { chosenRuntime } from '../model/model-options';
import { packageRoot } from '../program/package-root';
import type { Verb } from '../program/verb';
import { checkWords } from './check-words';

/** `model-lens check-device`: compares a device with the CPU in this process, on the sample model. Used by `doctor`. */
export const checkDeviceVerb: Verb = {
  summary: 'compares a device with the CPU.',
  options: { device: { value: 'D', help: 'The device.' } },
  run: async (options) => {
    const check = await selfCheck(join(packageRoot(), 'media', 'sample-model'), chosenRuntime(options).device);
    return { json: check, text: `${check.device}: ${checkWords(check)}\n` };
  },
};
