import { spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import { runCli, type CliResult } from '../../support/run-cli';
import { trainingFixture } from '../support/fixtures';

const base = trainingFixture('seqcls-bert');

/** A run of the reference rows, small enough to be made again and again. */
export const settings = {
  model: base,
  task: 'text-classification',
  train_file: join(base, 'train.csv'),
  validation_file: join(base, 'validation.csv'),
  learning_rate: 5e-4,
  per_device_train_batch_size: 16,
  eval_strategy: 'epoch',
  save_strategy: 'steps',
  save_steps: 2,
  seed: 11,
  threads: 1,
} as const;

export function optionsOf(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)]);
}

export function train(args: string[], started?: (child: ChildProcess) => void): Promise<CliResult> {
  return runCli(['train', ...args, '--json'], started === undefined ? {} : { started });
}

/** Waits until a run has made so many steps. */
export async function untilStep(folder: string, step: number): Promise<void> {
  const path = join(folder, 'metrics.jsonl');
  for (;;) {
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    if (lines.some((line) => line.startsWith(`{"step":${step},`))) return;
    await pause(5);
  }
}

/** Runs the command line where no file may be larger than this many kibibytes. */
export function limitedCli(kibibytes: number, args: readonly string[]): { status: number | null; stdout: string } {
  const command = `ulimit -f ${kibibytes}; exec "$@"`;
  return spawnSync('bash', ['-c', command, 'bash', process.execPath, inject('cliProgram'), ...args], {
    encoding: 'utf8',
  });
}
