import { spawn, type ChildProcess } from 'node:child_process';
import { inject } from 'vitest';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The one JSON document on standard output. Throws when there is anything else. */
  json(): unknown;
}

export interface CliOptions {
  /** Written to standard input, which is then closed. Without it the pipe stays open and empty. */
  readonly input?: string | Uint8Array;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** Told of the process once it is started. */
  readonly started?: (child: ChildProcess) => void;
}

/** Where nobody answers: a test that means a Hub names its own, none reaches the real one. */
const noHub = 'http://127.0.0.1:9';

/** Runs the command line in a process of its own. */
export function runCli(args: readonly string[], { input, env, cwd, started }: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inject('cliProgram'), ...args], {
      env: { ...process.env, MODEL_LENS_DEBUG: '', HF_ENDPOINT: noHub, ...env },
      ...(cwd === undefined ? {} : { cwd }),
    });
    started?.(child);
    if (input !== undefined) child.stdin.end(input);
    child.stdin.on('error', () => undefined); // it may end before it has read all
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const out = Buffer.concat(stdout).toString();
      const json = (): unknown => JSON.parse(out);
      resolve({ code, stdout: out, stderr: Buffer.concat(stderr).toString(), json });
    });
  });
}
