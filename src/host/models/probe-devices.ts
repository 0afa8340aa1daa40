import { fork } from 'node:child_process';
import * as v from 'valibot';
import { t } from '@vscode/l10n';
import { deviceSchema } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { parseJson } from '../../common/json/parse-json';
import { engineEnvironment } from '../engine/environment';

const doctorSchema = v.object({
  devices: v.array(v.object({ name: deviceSchema, works: v.boolean(), reason: v.nullable(v.string()) })),
});
export type ProbedDevice = v.InferOutput<typeof doctorSchema>['devices'][number];

const longestProbe = 60_000;

/**
 * Asks `model-lens doctor`, in a process of its own, which devices work here: nothing native is loaded into this one.
 * Throws a LensError when it does not answer.
 */
export async function probeDevices(cliPath: string): Promise<ProbedDevice[]> {
  const child = fork(cliPath, ['doctor', '--json'], {
    silent: true,
    execArgv: [],
    env: engineEnvironment(process.env),
    timeout: longestProbe,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr?.resume();
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  if (output === '') throw new LensError('device', t('The devices could not be checked: the check ended early.'));
  return parseJson(output, doctorSchema, 'The answer of "model-lens doctor"').devices;
}
