import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../paths';

/** Name of the environment variable that holds what a measurement in the extension host is told, as JSON. */
export const parametersVariable = 'MODEL_LENS_BENCH_PARAMETERS';

/** Runs one of the measurements beside this file inside the extension host of the real VS Code; gives what it wrote. */
export function runInHost(name: string, parameters: object = {}): unknown {
  const script = join(root, 'tools/bench/in-host/run-in-host.mts');
  // The measurements use a Hub of this machine.
  const env = { ...process.env, [parametersVariable]: JSON.stringify(parameters), HF_HUB_OFFLINE: '0' };
  const output = execFileSync(process.execPath, [script, name], { encoding: 'utf8', cwd: root, env });
  // Installing VS Code's server, the first time, tells so above.
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
}
