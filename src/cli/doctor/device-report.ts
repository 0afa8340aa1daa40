import { spawn } from 'node:child_process';
import * as v from 'valibot';
import { deviceNames, deviceSchema, type Device } from '../../common/contracts/model';
import { parseJson } from '../../common/json/parse-json';

/** Whether a device computes, and why not. */
export interface DeviceReport {
  readonly name: Device;
  readonly works: boolean;
  readonly reason: string | null;
}

/** What a probing process prints. */
export const probeSchema = v.object({ name: deviceSchema, works: v.boolean(), reason: v.nullable(v.string()) });

/** Loading a GPU's driver takes seconds on some machines. */
const timeoutMs = 30_000;
const mostOutput = 10_000;

interface Ended {
  readonly output: string;
  /** Null when it ended by itself and well. */
  readonly failure: string | null;
}

/**
 * Tries every device, one at a time and each in a process of its own: a provider that lacks its libraries or its driver
 * can take the process down.
 * @param program this command line's file
 */
export async function probeDevices(program: string): Promise<DeviceReport[]> {
  const reports: DeviceReport[] = [];
  for (const name of deviceNames) reports.push(await probe(program, name));
  return reports;
}

async function probe(program: string, name: Device): Promise<DeviceReport> {
  const { output, failure } = await runProbe(program, name);
  if (failure !== null) return { name, works: false, reason: failure };
  return parseJson(output, probeSchema, 'The answer of the probe');
}

function runProbe(program: string, name: Device): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, 'probe-device', '--device', name, '--json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const start = performance.now();
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < mostOutput) output += chunk;
    });
    child.once('error', (error) => resolve({ output, failure: `The probe could not be started: ${error.message}` }));
    child.once('close', (code, signal) => {
      const late = performance.now() - start >= timeoutMs;
      const crash = `The probe ended unexpectedly (${signal ?? `exit code ${code}`}).`;
      const why = late ? `It did not answer within ${timeoutMs / 1000} seconds.` : crash;
      resolve({ output, failure: code === 0 ? null : why });
    });
  });
}
