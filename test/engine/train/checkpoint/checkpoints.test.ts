import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Checkpoints } from '../../../../src/engine/train/checkpoint/checkpoints';
import { faultOf, readManifest } from '../../../../src/engine/train/checkpoint/manifest';
import {
  shareModelFolder,
  beginModelFolder,
  type ModelSource,
} from '../../../../src/engine/train/checkpoint/model-folder';
import { readOptimizer, readTrainingState } from '../../../../src/engine/train/checkpoint/training-state';
import { removeUnfinished } from '../../../../src/engine/train/checkpoint/whole-folder';
import { noBest } from '../../../../src/engine/train/loop/best-metric';
import { AdamW } from '../../../../src/engine/train/optimizer/adamw';
import type { TrainableParameter } from '../../../../src/engine/train/trainable-model';
import { temporaryFolder } from '../../support/fixtures';
import { trainingFixture } from '../support/fixtures';

const parameters = (): TrainableParameter[] => [
  { name: 'layer.weight', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6), decay: true },
  { name: 'layer.bias', shape: [3], data: Float32Array.of(-1, 0, 1), decay: false },
];
const settings = { adam_beta1: 0.9, adam_beta2: 0.999, adam_epsilon: 1e-8, weight_decay: 0 };
const state = (step: number) => ({
  version: 1 as const,
  step,
  optimizerSteps: step,
  rowsAtOnce: 8,
  evaluationDue: false,
  best: noBest,
  dataHash: 'abc',
});

function source(tensors = parameters()): ModelSource {
  return { config: { model_type: 'bert' }, tensors, base: trainingFixture('seqcls-bert'), adapter: null };
}

async function save(checkpoints: Checkpoints, step: number): Promise<void> {
  const finish = await checkpoints.begin(state(step), source(), new AdamW(parameters(), settings));
  // Only what is finished is there.
  expect((await checkpoints.list()).map((each) => each.step)).not.toContain(step);
  await finish();
}

async function writeModel(path: string, step: number): Promise<void> {
  await (
    await beginModelFolder(path, step, source())
  )();
}

async function someCheckpoints(steps: number[]): Promise<{ checkpoints: Checkpoints; folder: string }> {
  const folder = temporaryFolder();
  const checkpoints = new Checkpoints(folder);
  await checkpoints.prepare();
  for (const step of steps) await save(checkpoints, step);
  return { checkpoints, folder };
}

const stepsOf = async (checkpoints: Checkpoints): Promise<number[]> =>
  (await checkpoints.list()).map(({ step }) => step);

describe('a checkpoint', () => {
  it('brings moments and state back, bit for bit', async () => {
    const folder = temporaryFolder();
    const trained = parameters();
    const optimizer = new AdamW(trained, settings);
    const taken = await optimizer.take(new Map([['layer.bias', Float32Array.of(0.1, 0.2, 0.3)]]));
    await optimizer.step(taken, { learningRate: 0.1, gradientScale: 1 });
    await (
      await new Checkpoints(folder).begin(state(1), source(trained), optimizer)
    )();
    const again = new AdamW(parameters(), settings);
    const path = join(folder, 'checkpoint-1');
    await readOptimizer(path, again, 1);
    expect(again.moments).toEqual(optimizer.moments);
    expect(again.steps).toBe(1);
    expect(await readTrainingState(path)).toEqual(state(1));
  });

  it('is not there when writing it failed, and leaves what was there', async () => {
    const { checkpoints, folder } = await someCheckpoints([1]);
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const failing = parameters().map((parameter, index) =>
      index === 0
        ? parameter
        : Object.defineProperty({ ...parameter }, 'data', {
            get() {
              throw full;
            },
          }),
    );
    for (const step of [1, 2]) {
      await expect(checkpoints.begin(state(step), source(failing), new AdamW(parameters(), settings))).rejects.toBe(
        full,
      );
    }
    expect(readdirSync(folder)).toEqual(['checkpoint-1']);
    expect(await faultOf(join(folder, 'checkpoint-1'))).toBeNull();
  });

  const damages: [string, (path: string) => void][] = [
    ['a cut file', (path) => writeFileSync(join(path, 'optimizer.safetensors'), 'short')],
    ['a longer file', (path) => appendFileSync(join(path, 'training_state.json'), ' ')],
    [
      'another byte',
      (path) => {
        const file = join(path, 'model.safetensors');
        const bytes = readFileSync(file);
        bytes[bytes.length - 1]! ^= 1;
        rmSync(file);
        writeFileSync(file, bytes);
      },
    ],
    ['a missing file', (path) => rmSync(join(path, 'config.json'))],
    ['no manifest', (path) => rmSync(join(path, 'manifest.json'))],
    ['a broken manifest', (path) => writeFileSync(join(path, 'manifest.json'), '{"version": 1')],
    [
      'a manifest of other places',
      (path) =>
        writeFileSync(
          join(path, 'manifest.json'),
          JSON.stringify({ version: 1, step: 2, files: { '../../secret': { bytes: 1, sha256: '' } } }),
        ),
    ],
  ];

  it.each(damages)('with %s is left out, and the one before is taken', async (_what, damage) => {
    const { checkpoints, folder } = await someCheckpoints([1, 2]);
    damage(join(folder, 'checkpoint-2'));
    const notes: string[] = [];
    expect(await checkpoints.newestWhole((note) => notes.push(note))).toMatchObject({ step: 1 });
    expect(notes).toHaveLength(1);
    expect(await stepsOf(checkpoints)).toEqual([1]);
  });
});

describe('checkpoints that are kept', () => {
  it.each([
    [undefined, null, [5, 4, 3, 2, 1]],
    [2, null, [5, 4]],
    [2, 1, [5, 1]],
    [1, 1, [5, 1]],
    [1, 5, [5]],
    [3, 4, [5, 4, 3]],
    [9, 1, [5, 4, 3, 2, 1]],
  ])('save_total_limit %s, best %s', async (limit, best, kept) => {
    const { checkpoints } = await someCheckpoints([1, 2, 3, 4, 5]);
    await checkpoints.keepNewest(limit, best);
    expect(await stepsOf(checkpoints)).toEqual(kept);
  });
});

describe('a model folder', () => {
  it('has the tokenizer, and is shared without what training needs', async () => {
    const { folder } = await someCheckpoints([3]);
    const to = join(folder, 'best');
    await writeModel(to, 1);
    await shareModelFolder(join(folder, 'checkpoint-3'), to);
    expect(readdirSync(to).sort()).toEqual([
      'config.json',
      'manifest.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(await readManifest(to)).toMatchObject({ step: 3 });
    expect(await faultOf(to)).toBeNull();
    rmSync(join(folder, 'checkpoint-3'), { recursive: true });
    expect(await faultOf(to)).toBeNull();
    expect(readdirSync(folder)).toEqual(['best']);
  });

  it('that a killed process was about to replace comes back', async () => {
    const { folder } = await someCheckpoints([]);
    await writeModel(join(folder, '.before-0a1b2c3d-best'), 1);
    await writeModel(join(folder, '.writing-0a1b2c3d-best'), 2);
    await writeModel(join(folder, '.deleting-0a1b2c3d-checkpoint-1'), 1);
    await removeUnfinished(folder);
    expect(readdirSync(folder)).toEqual(['best']);
    expect(await readManifest(join(folder, 'best'))).toMatchObject({ step: 1 });
  });
});
