import { spawn } from 'node:child_process';

/** How a process of its own ended. */
export interface Ended {
  readonly output: string;
  /** In plain words; null when it ended by itself and well. */
  readonly failure: string | null;
}

const mostOutput = 1_000_000;

/**
 * Runs this program in a process of its own and gives what it prints: a device's provider that lacks its libraries or its
 * driver can take the process down, or hang.
 */
export function runChild(program: string, args: readonly string[], timeoutMs: number): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
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
      const crash = `Its driver ended the process that tried it (${signal ?? `exit code ${code}`}).`;
      const why = late ? `It did not answer within ${timeoutMs / 1000} seconds.` : crash;
      resolve({ output, failure: code === 0 ? null : why });
    });
  });
}
