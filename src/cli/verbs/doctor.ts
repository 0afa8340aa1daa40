import { threadCount } from '../../engine/process/threads';
import { hubCacheFolder } from '../../hub/env';
import { probeDevices } from '../doctor/device-report';
import { nativeVersions } from '../doctor/versions';
import { formatTable } from '../output/table';
import { packageVersion } from '../program/package-root';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens doctor`: what works on this machine. */
export const doctor: Verb = {
  summary: 'tells which devices compute here, and which versions are at work.',
  options: {},
  run: async (_options, context) => examine(context),
};

async function examine({ env }: VerbContext): Promise<VerbResult> {
  const devices = await probeDevices(__filename);
  const facts = {
    modelLens: packageVersion(),
    node: process.versions.node,
    ...nativeVersions(),
    platform: `${process.platform}-${process.arch}`,
    threads: threadCount(0),
    cache: hubCacheFolder(env),
  };
  const rows = devices.map(({ name, works, reason }) => [name, works ? 'works' : 'does not work', reason ?? '']);
  const text = [...rows, [], ...Object.entries(facts).map(([name, value]) => [name, String(value)])];
  return { json: { devices, ...facts }, text: `${formatTable(text)}\n` };
}
