import { spawn } from 'node:child_process';
import { softwareGpuEnvironment } from '../../../../tools/vscode/software-gpu.mts';

/** Why WebGPU is not tried on this machine: npm has a software GPU for Linux on x64 alone. */
export const noSoftwareGpu =
  process.platform === 'linux' && process.arch === 'x64'
    ? null
    : `npm has no software GPU for ${process.platform}-${process.arch}`;

/** Starts a program of Node in a process that sees the software GPU, and gives what it prints. Throws when it fails. */
export async function withSoftwareGpu(program: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, ...(await softwareGpuEnvironment()) };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${signal ?? `exit code ${code}`}\n${errors}${output}`));
    });
  });
}
