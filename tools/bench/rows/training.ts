import type { RunFileInput } from '../../../src/common/contracts/training/run-file';
import { trainOurs, trainPython, type Train, type Trained } from '../contenders/train';
import { bertBaseCheckpoint, distilbertSizeCheckpoint, gpt2SmallCheckpoint } from '../prepare/environments';
import { trainingFile } from '../prepare/training-data';
import type { Row } from '../report/row';
import { largestDifference, median } from '../statistics';

const [stepsAtOnce, compared] = [5, 2];
const contenders: readonly Train[] = [trainOurs, trainPython('eager'), trainPython('sdpa')];

interface Step {
  readonly what: string;
  readonly model: () => string;
  readonly task: 'text-classification' | 'text-generation';
  readonly rows: number;
  readonly tokens: number;
  readonly atMost: number;
}

const distilbertStep: Step = {
  ...{ what: 'DistilBERT size, batch 16 x 50', model: distilbertSizeCheckpoint, task: 'text-classification' },
  ...{ rows: 16, tokens: 50, atMost: 0.7 },
};
const bertStep: Step = {
  ...{ what: 'BERT-base size, batch 8 x 128', model: bertBaseCheckpoint, task: 'text-classification' },
  ...{ rows: 8, tokens: 128, atMost: 0.8 },
};
const gpt2Step: Step = {
  ...{ what: 'GPT-2-small size, causal LM, batch 4 x 128', model: gpt2SmallCheckpoint, task: 'text-generation' },
  ...{ rows: 4, tokens: 128, atMost: 0.8 },
};

/** One optimizer step of each size, by name. PyTorch is the better of its two attentions. */
export const trainingSteps = {
  'step-distilbert': (threads: number, rounds: number) => measureStep(distilbertStep, threads, rounds),
  'step-bert': (threads: number, rounds: number) => measureStep(bertStep, threads, rounds),
  'step-gpt2': (threads: number, rounds: number) => measureStep(gpt2Step, threads, rounds),
} as const;

async function measureStep(step: Step, threads: number, rounds: number): Promise<Row[]> {
  await demandEqualLosses(stepsOf(step, compared), threads);
  const runs = await inTurns(stepsOf(step, stepsAtOnce), threads, rounds);
  const row = secondsRow(`optimizer step, ${step.what}`, runs, stepTime, step.atMost);
  if (step !== distilbertStep) return [row];
  return [row, secondsRow('from command to first step, the same', runs, ({ steps: [at] }) => at ?? NaN, 0.3)];
}

/** A whole run with evaluation and checkpoints each epoch, and its peak memory. */
export async function trainingRun(threads: number, rounds: number): Promise<Row[]> {
  const lengths = (count: number): number[] => Array.from({ length: count }, (_, index) => 12 + ((index * 17) % 39));
  const runs = await inTurns(
    {
      ...settings(distilbertSizeCheckpoint(), 'text-classification', 50),
      ...{ train_file: trainingFile('run', lengths(128)), validation_file: trainingFile('run-eval', lengths(32)) },
      ...{ num_train_epochs: 3, per_device_train_batch_size: 16, per_device_eval_batch_size: 16 },
      ...{ eval_strategy: 'epoch', save_strategy: 'epoch' },
    },
    threads,
    rounds,
  );
  const [ours, ...python] = runs.map((each) => median(each.map(({ peak }) => peak)));
  const what = 'fine-tuning, DistilBERT size, 128 sentences, 3 epochs with evaluation and checkpoints';
  return [
    secondsRow(what, runs, ({ end }) => end, 0.7),
    {
      what: 'peak memory of that run',
      ours: `${((ours ?? NaN) / 1e9).toFixed(2)} GB`,
      ratios: [{ to: 'PyTorch', ratio: (ours ?? NaN) / Math.min(...python), atMost: 1 }],
    },
  ];
}

/** What PyTorch reaches where it need not be float32: named so that nobody is misled, and no target. */
export async function trainingInBfloat16(threads: number): Promise<Row[]> {
  const what = `optimizer step, ${distilbertStep.what}: float32 against PyTorch's bfloat16 autocast with torch.compile`;
  const run = stepsOf(distilbertStep, stepsAtOnce);
  const ours = stepTime(await trainOurs(run, threads));
  try {
    const python = stepTime(await trainPython('sdpa', 'bfloat16')(run, threads));
    return [{ what, ours: seconds(ours), ratios: [{ to: 'PyTorch bfloat16', ratio: ours / python, atMost: null }] }];
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return [{ what: `${what}, which does not run on this machine`, ours: seconds(ours), ratios: [] }];
  }
}

function settings(model: string, task: Step['task'], maxLength: number) {
  return { model, task, max_length: maxLength, learning_rate: 2e-5, weight_decay: 0.01, seed: 42 } as const;
}

/** So many steps on rows that are all of the same length, each row once. */
function stepsOf({ model, task, rows, tokens }: Step, count: number): RunFileInput {
  const lengths = Array.from({ length: rows * count }, () => tokens);
  return {
    // Room for an end token, which these texts have already.
    ...settings(model(), task, tokens + 1),
    ...{ train_file: trainingFile('steps', lengths), per_device_train_batch_size: rows, max_steps: count },
    save_strategy: 'no',
  };
}

/** Every contender in turn, several times, so that a slow moment of the machine hits all of them. */
async function inTurns(run: RunFileInput, threads: number, rounds: number): Promise<Trained[][]> {
  const runs = contenders.map((): Trained[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, train] of contenders.entries()) runs[index]?.push(await train(run, threads));
  }
  return runs;
}

/** Without dropout and in the same order, every step must have the same loss, which Python rounds. */
async function demandEqualLosses(run: RunFileInput, threads: number): Promise<void> {
  const same = { ...run, dropout: false, train_sampling_strategy: 'sequential' } as const;
  const [ours, ...python] = await inEach(same, threads);
  for (const { losses } of python) {
    const difference = largestDifference(ours?.losses ?? [], losses);
    if (!(difference <= 1e-3)) throw new Error(`Trainer has other losses: off by ${difference}`);
  }
}

async function inEach(run: RunFileInput, threads: number): Promise<Trained[]> {
  const trained: Trained[] = [];
  for (const train of contenders) trained.push(await train(run, threads));
  return trained;
}

/** Milliseconds of a usual step; the first one takes memory. */
function stepTime({ steps: ends }: Trained): number {
  return median(ends.slice(1).map((end, index) => end - (ends[index] ?? NaN)));
}

/** The medians of every contender's runs; PyTorch's is that of its faster attention. */
function secondsRow(what: string, runs: readonly Trained[][], of: (run: Trained) => number, atMost: number): Row {
  const [ours = NaN, ...python] = runs.map((each) => median(each.map(of)));
  return { what, ours: seconds(ours), ratios: [{ to: 'PyTorch', ratio: ours / Math.min(...python), atMost }] };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
