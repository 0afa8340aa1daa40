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
  return JSON.parse(execFileSync(process.execPath, [script, name], { encoding: 'utf8', cwd: root, env }));
}
