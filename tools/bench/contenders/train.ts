import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunFileInput } from '../../../src/common/contracts/training/run-file';
import { runFiles, type RunState } from '../../../src/common/contracts/training/run-folder';
import { contendersFolder, root } from '../paths';
import { pythonExecutable } from '../prepare/environments';

/** What a run of training took, from outside of its process. Times are milliseconds from the command. */
export interface Trained {
  /** When each step was seen to be done. */
  readonly steps: readonly number[];
  readonly losses: readonly number[];
  /** When the process had ended. */
  readonly end: number;
  /** Peak memory of the process in bytes. */
  readonly peak: number;
}

/** Trains by a run file in a process of its own. @throws Error with what the process says where it fails or takes too long */
export type Train = (run: RunFileInput, threads: number) => Promise<Trained>;

/** How often the file of steps is looked at: a step takes hundreds of times as long. */
const pollMs = 2;
const mostMs = 30 * 60_000;

/** `model-lens train`. */
export const trainOurs: Train = (run, threads) =>
  train({ ...run, threads }, threads, (file, out) => ({
    command: process.execPath,
    args: [join(root, 'dist/cli.js'), 'train', file, '--out', out],
    peak: () => (JSON.parse(readFileSync(join(out, runFiles.state), 'utf8')) as RunState).peakBytes ?? NaN,
  }));

/** `Trainer` of transformers, in float32 with one of PyTorch's attentions, or in bfloat16 and compiled. */
export function trainPython(attention: 'eager' | 'sdpa', precision: 'float32' | 'bfloat16' = 'float32'): Train {
  const script = join(contendersFolder, 'python_train.py');
  const more = precision === 'bfloat16' ? [precision] : [];
  return (run, threads) =>
    train(run, threads, (file, out) => ({
      command: pythonExecutable(),
      args: [script, file, out, attention, String(threads), ...more],
      peak: () => Number(readFileSync(join(out, 'peak.txt'), 'ascii')),
    }));
}

interface Program {
  readonly command: string;
  readonly args: readonly string[];
  /** Asked when the process has ended. */
  readonly peak: () => number;
}

async function train(
  run: RunFileInput,
  threads: number,
  program: (file: string, out: string) => Program,
): Promise<Trained> {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-bench-'));
  try {
    const [file, out] = [join(folder, 'run.json'), join(folder, 'out')];
    writeFileSync(file, JSON.stringify(run));
    const { command, args, peak } = program(file, out);
    const env = { ...process.env, OMP_NUM_THREADS: String(threads), TOKENIZERS_PARALLELISM: 'false' };
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env });
    const steps = await watch(child, join(out, runFiles.metrics), start);
    const end = performance.now() - start;
    return { steps, losses: lossesOf(join(out, runFiles.metrics)), end, peak: peak() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** When each line of a step was there, until the process has ended. */
async function watch(child: ChildProcess, metrics: string, start: number): Promise<number[]> {
  const times: number[] = [];
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  let code: number | null | undefined;
  ended.then(
    (value) => (code = value),
    () => (code = null),
  );
  let size = 0;
  while (code === undefined) {
    await setTimeout(pollMs);
    const now = performance.now() - start;
    if (now > mostMs) child.kill('SIGKILL');
    const newSize = existsSync(metrics) ? statSync(metrics).size : 0;
    if (newSize === size) continue;
    size = newSize;
    while (times.length < lossesOf(metrics).length) times.push(now);
  }
  if ((await ended) !== 0) throw new Error(`${child.spawnargs.join(' ')} failed:\n${said.join('').slice(-2000)}`);
  return times;
}

function lossesOf(metrics: string): number[] {
  const lines = readFileSync(metrics, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as { loss?: number }).flatMap(({ loss }) => loss ?? []);
}
