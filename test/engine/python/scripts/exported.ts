import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { inject } from 'vitest';
import { runFileSchema, type RunFileInput } from '../../../../src/common/contracts/training/run-file';
import { dataReportSchema, type MetricsLine } from '../../../../src/common/contracts/training/run-folder';
import { trainingToPython } from '../../../../src/host/python/training/training-to-python';
import { scriptData } from '../../../../src/host/runs/actions/script-data';
import { withAbsolutePaths } from '../../../../src/host/runs/settings/data-paths';
import { runCli } from '../../support/run-cli';
import { metricsOf } from '../../train/run/support/golden-run';

/** A run that is to be made twice: by the product, and by the script that it exports. */
export interface Twice {
  readonly settings: RunFileInput;
  /** Data files by name, which the settings mean. */
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** The labels are not those of the model: one whose head knows them, at random, is made first. */
  readonly newHead?: boolean;
}

/** A run of the product, and its script. */
export interface Exported {
  readonly script: string;
  readonly metrics: readonly MetricsLine[];
}

/** What both sides have in common: nothing that PyTorch would draw by itself. */
export const undrawn = { dropout: false, train_sampling_strategy: 'sequential', save_strategy: 'no' } as const;

/** Trains by the command line, and writes the script of the run into its folder. @throws Error with what it says */
export async function trainAndExport(folder: string, { settings, files, newHead = false }: Twice): Promise<Exported> {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const out = join(folder, 'run');
  const common = { threads: 1, ...undrawn, ...settings };
  if (newHead) await train({ ...common, learning_rate: 0, max_steps: 1 }, folder, join(folder, 'base'));
  await train({ ...common, ...(newHead ? { model: join(folder, 'base', 'final') } : {}) }, folder, out);
  const run = v.parse(runFileSchema, withAbsolutePaths(json(out, 'run.json') as Record<string, unknown>, out));
  const report = v.parse(dataReportSchema, json(out, 'data.json'));
  const model = { id: '', revision: null, commit: null, folder: run.model, origin: 'folder' } as const;
  const data = scriptData(run, { report, complete: true });
  const script = join(folder, 'train.py');
  writeFileSync(script, trainingToPython({ run, data, model, outputDir: join(folder, 'python') }));
  return { script, metrics: metricsOf(out) };
}

async function train(settings: RunFileInput, folder: string, out: string): Promise<void> {
  const runFile = join(folder, 'settings.json');
  writeFileSync(runFile, JSON.stringify(settings));
  const { code, stderr } = await runCli(['train', runFile, '--out', out, '--json']);
  if (code !== 0) throw new Error(stderr);
}

/** Runs scripts in one Python that reaches no server, and gives what `Trainer` has logged. @throws Error with what it says */
export async function runScripts(scripts: readonly string[], home: string): Promise<Record<string, number>[][]> {
  const env = { ...process.env, HF_HOME: home, HF_HUB_OFFLINE: '1', OMP_NUM_THREADS: '1', PYTHONUTF8: '1' };
  const child = spawn(inject('transformersPython') ?? '', [join(import.meta.dirname, 'run-scripts.py')], { env });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  child.stdin.end(JSON.stringify(scripts));
  const [out, problems, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`Python ended with code ${String(code)}:\n${problems.slice(-6000)}`);
  return JSON.parse(out) as Record<string, number>[][];
}

function json(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}
