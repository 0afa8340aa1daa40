import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** ONNX Runtime 1.30 reads its process's command line into a buffer on Linux and ends the process where it is long. */
const mostCharacters = 8000;
/** Where a second process finds its arguments: a pipe, as an environment variable would be too short. */
const pipe = 3;
const marker = 'MODEL_LENS_ARGUMENTS';

/** The arguments of this process, wherever they came from. */
export function givenArguments(): readonly string[] {
  if (process.env[marker] !== 'pipe') return process.argv.slice(2);
  Reflect.deleteProperty(process.env, marker);
  return JSON.parse(readFileSync(pipe, 'utf8')) as string[];
}

/** True when a native library would not survive these arguments on the command line of its process. */
export function areTooLong(args: readonly string[]): boolean {
  const onCommandLine = process.argv.slice(2).length > 0;
  return onCommandLine && args.reduce((sum, arg) => sum + arg.length, 0) > mostCharacters;
}

/** Runs the program in a second process that gets the arguments through a pipe. Gives its exit code. */
export function runElsewhere(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, program], {
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      env: { ...process.env, [marker]: 'pipe' },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
    const channel = child.stdio[pipe];
    if (channel && 'end' in channel) {
      channel.on('error', reject);
      channel.end(JSON.stringify(args));
    }
  });
}
