import { threadCount } from '../../engine/process/threads';
import { hubCacheFolder } from '../../hub/env';
import type { Options } from '../arguments/options';
import { checkWords } from '../doctor/check-words';
import { probeDevices, type DeviceReport } from '../doctor/device-report';
import { nativeVersions } from '../doctor/versions';
import { formatTable } from '../output/table';
import { packageVersion } from '../program/package-root';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens doctor`: what works on this machine. */
export const doctor: Verb = {
  summary: 'tells which devices compute here, and which versions are at work.',
  options: {
    check: { help: "Also compares the results of each device that works with the CPU's, on the sample model." },
  },
  run: async (options, context) => examine(options, context),
};

async function examine(options: Options, { env }: VerbContext): Promise<VerbResult> {
  const devices = await probeDevices(__filename, options.has('check'));
  const facts = {
    modelLens: packageVersion(),
    node: process.versions.node,
    ...nativeVersions(),
    platform: `${process.platform}-${process.arch}`,
    threads: threadCount(0),
    cache: hubCacheFolder(env),
  };
  const rows = devices.map((device) => [device.name, device.works ? 'works' : 'does not work', words(device)]);
  const text = [...rows, [], ...Object.entries(facts).map(([name, value]) => [name, String(value)])];
  return { json: { devices, ...facts }, text: `${formatTable(text)}\n` };
}

function words({ reason, help, check }: DeviceReport): string {
  if (check) return checkWords(check);
  return [reason, help].filter((part) => part !== null).join(' ');
}
