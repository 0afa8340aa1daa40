import { fork } from 'node:child_process';
import * as v from 'valibot';
import { errorDataSchema, fromErrorData, LensError } from '../../../common/errors/lens-error';
import { parseJson } from '../../../common/json/parse-json';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { childEnvironment } from '../../../common/process/child-environment';

const failureSchema = v.object({ error: errorDataSchema });

export interface CliCall<Schema extends v.GenericSchema> {
  /** dist/cli.js */
  readonly cliPath: string;
  readonly args: readonly string[];
  /** What it prints. */
  readonly schema: Schema;
  readonly timeoutMs: number;
  readonly signal: CancellationSignal;
}

/**
 * Runs the command line in a process of its own, so that nothing native is loaded into this one, and gives what it prints.
 * @throws LensError what the program says, `device` when it ended without a word, `cancelled` when the signal says so
 */
export async function runCli<Schema extends v.GenericSchema>(call: CliCall<Schema>): Promise<v.InferOutput<Schema>> {
  call.signal.throwIfAborted();
  const { output, how } = await printed(call);
  call.signal.throwIfAborted();
  if (output === '') throw new LensError('device', `The process that was to tell ended early (${how}).`);
  if (how === 'exit code 0') return parseJson(output, call.schema, `The answer of "model-lens ${call.args[0] ?? ''}"`);
  throw fromErrorData(parseJson(output, failureSchema, 'A failure of the command line').error);
}

async function printed({
  cliPath,
  args,
  timeoutMs,
  signal,
}: CliCall<v.GenericSchema>): Promise<{ output: string; how: string }> {
  const child = fork(cliPath, [...args, '--json'], {
    silent: true,
    execArgv: [],
    env: childEnvironment(process.env),
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const letGo = signal.onAbort(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr?.resume();
  try {
    const how = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
    });
    return { output, how };
  } finally {
    letGo();
  }
}
