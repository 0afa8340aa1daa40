// Starting programs, and ending exactly those that were started.
import { type ChildProcess, spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

/** True while a process with this id exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Runs a program to its end and returns what it printed; throws with the end of its output when it fails. */
export async function runToEnd(file: string, args: readonly string[], options: SpawnOptions = {}): Promise<string> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    const end = output.trim().split('\n').slice(-40).join('\n');
    throw new Error(`${[file, ...args].join(' ')} ended with code ${String(code)}:\n${end}`);
  }
  return output;
}

/** Runs npm in `cwd`: the npm that runs this script where there is one, else the one on the PATH. */
export async function runNpm(args: readonly string[], cwd: string): Promise<string> {
  const script = process.env['npm_execpath'];
  if (script) return runToEnd(process.execPath, [script, ...args], { cwd });
  return runToEnd('npm', args, { cwd, shell: process.platform === 'win32' });
}

/** Environment in which `node` is the Node that runs this script. */
export function nodeFirst(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, PATH: [dirname(process.execPath), env['PATH'] ?? ''].join(delimiter) };
}

/** Starts a program as the head of its own process group, so that `stopTree` reaches all that it starts. */
export function startTree(file: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(file, args, { ...options, detached: process.platform !== 'win32' });
  const onExit = () => killTree(child, 'SIGKILL');
  process.once('exit', onExit);
  child.once('exit', () => process.removeListener('exit', onExit));
  return child;
}

/** Ends a program started by `startTree` with everything it started: asked first, killed after three seconds. */
export async function stopTree(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  killTree(child, 'SIGTERM');
  const timer = setTimeout(() => killTree(child, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
  killTree(child, 'SIGKILL');
}

function killTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the whole group has ended already, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
