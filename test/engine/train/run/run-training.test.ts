import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changesSchema,
  evaluationSchema,
  metricsLineSchema,
  runStateSchema,
} from '../../../../src/common/contracts/training/run-folder';
import type { RunState } from '../../../../src/common/contracts/training/run-folder';
import { readGolden } from '../golden/golden';
import { temporaryFolder } from '../../support/fixtures';
import { trainingFixture } from '../support/fixtures';
import { goldenRun, metricsOf, readRunJson, weightsOf } from './support/golden-run';

const everyTwo = { eval_strategy: 'steps', eval_steps: 6, save_strategy: 'steps', save_steps: 4 } as const;

describe('a whole run', () => {
  it('leaves everything that its folder is to hold', async () => {
    const folder = temporaryFolder();
    const states: RunState[] = [];
    const { state } = await goldenRun({ folder, settings: { ...everyTwo, save_total_limit: 2 }, states });
    expect(v.is(runStateSchema, state)).toBe(true);
    expect(state).toMatchObject({ phase: 'finished', step: 18, totalSteps: 18, checkpointStep: 18, error: null });
    expect(readRunJson(folder, 'state.json')).toEqual(state);
    expect(readRunJson(folder, 'run.json')).toMatchObject({ learning_rate: 5e-4, task: 'text-classification' });
    const lines = metricsOf(folder);
    for (const line of lines) expect(v.is(metricsLineSchema, line)).toBe(true);
    expect(lines.map(({ step }) => step)).toEqual([
      1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 18,
    ]);
    expect(readdirSync(join(folder, 'evaluations')).sort()).toEqual(['12.json', '18.json', '6.json']);
    const evaluation = v.parse(evaluationSchema, readRunJson(folder, 'evaluations', '18.json'));
    const right = readGolden('seqcls-bert').evaluations![3]!.accuracy * 32;
    expect(evaluation.confusion!.reduce((sum, row, label) => sum + row[label]!, 0)).toBe(right);
    expect(evaluation.mistakeCount).toBe(32 - right);
    // The best is that of step 6, which had no checkpoint; the newest and one more are kept.
    expect(state.best).toMatchObject({ step: 6, metric: 'eval_loss', path: 'best' });
    expect(readdirSync(join(folder, 'checkpoints')).sort()).toEqual(['checkpoint-16', 'checkpoint-18']);
    expect(weightsOf(folder).equals(weightsOf(folder, 'checkpoints/checkpoint-18'))).toBe(true);
    expect(weightsOf(folder).equals(weightsOf(folder, 'best'))).toBe(false);
    expect(existsSync(join(folder, 'lock.json'))).toBe(false);
    const changes = v.parse(changesSchema, readRunJson(folder, 'changes.json'));
    expect(changes.map(({ block }) => block)).toEqual(['embeddings', 'layer 0', 'layer 1', 'head']);
    for (const { change } of changes) expect(change).toBeGreaterThan(1e-4);
    expect(states.map(({ phase }) => phase)).toContain('evaluating');
  });

  it('ends with the best weights where it is asked to', async () => {
    const folder = temporaryFolder();
    const settings = { ...everyTwo, save_steps: 6, load_best_model_at_end: true, save_total_limit: 1 };
    const { state } = await goldenRun({ folder, settings });
    expect(state.best?.step).toBe(6);
    expect(readdirSync(join(folder, 'checkpoints')).sort()).toEqual(['checkpoint-18', 'checkpoint-6']);
    expect(weightsOf(folder).equals(weightsOf(folder, 'checkpoints/checkpoint-6'))).toBe(true);
  });

  it('without evaluations has best and final alike', async () => {
    const folder = temporaryFolder();
    await goldenRun({ folder, settings: { eval_strategy: 'no', max_steps: 2 } });
    expect(weightsOf(folder).equals(weightsOf(folder, 'best'))).toBe(true);
    expect(readdirSync(join(folder, 'checkpoints'))).toEqual([]);
  });

  it('stops early where its evaluations do not get better', async () => {
    const folder = temporaryFolder();
    const settings = { ...everyTwo, eval_steps: 2, early_stopping_patience: 1, early_stopping_threshold: 10 };
    const { state } = await goldenRun({ folder, settings });
    expect(state).toMatchObject({ phase: 'finished', stoppedEarly: true, step: 4 });
    expect(existsSync(join(folder, 'final', 'model.safetensors'))).toBe(true);
  });
});

describe('a run that is stopped and resumed', () => {
  const settings = { ...everyTwo, train_sampling_strategy: 'random', seed: 5 } as const;
  const whole = mkdtempSync(join(tmpdir(), 'model-lens-test-'));

  beforeAll(() => goldenRun({ folder: whole, settings }));
  afterAll(() => rmSync(whole, { recursive: true }));

  it.each([1, 5, 6, 12, 17])('after step %i has the weights of one that was not, bit for bit', async (stopAfter) => {
    const parts = temporaryFolder();
    const stopped = await goldenRun({ folder: parts, settings, stopAfter });
    expect(stopped.state).toMatchObject({ phase: 'stopped', step: stopAfter, checkpointStep: stopAfter });
    const resumed = await goldenRun({ folder: parts, settings, resume: true });
    expect(resumed.state.phase).toBe('finished');
    expect(weightsOf(parts).equals(weightsOf(whole))).toBe(true);
    expect(weightsOf(parts, 'best').equals(weightsOf(whole, 'best'))).toBe(true);
    expect(metricsOf(parts)).toEqual(metricsOf(whole));
    expect(readdirSync(join(parts, 'evaluations')).sort()).toEqual(readdirSync(join(whole, 'evaluations')).sort());
  });

  it('draws the same dropout, and sums the same pieces of a batch', async () => {
    const base = temporaryFolder();
    cpSync(trainingFixture('seqcls-bert'), base, { recursive: true });
    const config = readRunJson(base, 'config.json') as Record<string, unknown>;
    const dropped = { ...config, hidden_dropout_prob: 0.2, attention_probs_dropout_prob: 0.1 };
    writeFileSync(join(base, 'config.json'), JSON.stringify(dropped));
    const given = { base, settings: { ...settings, dropout: true, gradient_accumulation_steps: 2, save_steps: 3 } };
    const [one, parts] = [temporaryFolder(), temporaryFolder()];
    await goldenRun({ folder: one, ...given });
    await goldenRun({ folder: parts, ...given, stopAfter: 4 });
    await goldenRun({ folder: parts, ...given, resume: true });
    expect(metricsOf(parts)).toEqual(metricsOf(one));
    expect(weightsOf(parts).equals(weightsOf(one))).toBe(true);
    expect(metricsOf(one)[0]).not.toEqual(metricsOf(whole)[0]);
  });

  it('at the wish of a file, which is gone then', async () => {
    const folder = temporaryFolder();
    const onStep = ({ step }: { step: number }): void => {
      if (step === 3) writeFileSync(join(folder, 'stop'), '');
    };
    const { state } = await goldenRun({ folder, settings, onStep });
    expect(state).toMatchObject({ phase: 'stopped', step: 3 });
    expect(existsSync(join(folder, 'stop'))).toBe(false);
  });

  it('goes on from the checkpoint before one that is broken', async () => {
    const folder = temporaryFolder();
    await goldenRun({ folder, settings, stopAfter: 10 });
    writeFileSync(join(folder, 'checkpoints', 'checkpoint-10', 'optimizer.safetensors'), 'half');
    const notes: string[] = [];
    await goldenRun({ folder, settings, resume: true, notes });
    expect(notes.join('\n')).toMatch(/checkpoint-10 is broken .*\n.*Goes on behind step 8/s);
    expect(weightsOf(folder).equals(weightsOf(whole))).toBe(true);
    expect(metricsOf(folder)).toEqual(metricsOf(whole));
  });

  it('refuses other data, and says so once it is finished', async () => {
    const folder = temporaryFolder();
    await goldenRun({ folder, settings, stopAfter: 4 });
    const other = goldenRun({
      folder,
      settings,
      resume: true,
      data: (data) => ({ ...data, train: data.train.slice(1) }),
    });
    await expect(other).rejects.toThrow('is not what it was when the run began');
    await goldenRun({ folder, settings, resume: true });
    const notes: string[] = [];
    expect((await goldenRun({ folder, settings, resume: true, notes })).state.phase).toBe('finished');
    expect(notes).toEqual(['The run is finished already.']);
  });

  it('leaves nothing behind of processes that were killed', async () => {
    const folder = temporaryFolder();
    await goldenRun({ folder, settings, stopAfter: 2 });
    for (const name of ['state.json.0a1b.tmp', 'data.json.0a1b2c.tmp']) writeFileSync(join(folder, name), '{');
    await goldenRun({ folder, settings, resume: true });
    writeFileSync(join(folder, 'lock.json'), '{');
    await goldenRun({ folder, settings, resume: true });
    expect(readdirSync(folder).sort()).toEqual([
      ...['best', 'changes.json', 'checkpoints', 'data.json', 'evaluations', 'final', 'log.txt', 'metrics.jsonl'],
      ...['run.json', 'state.json'],
    ]);
  });

  it('from the beginning where there is no checkpoint yet', async () => {
    const folder = temporaryFolder();
    const { state } = await goldenRun({ folder, settings: { ...settings, max_steps: 2 }, resume: true });
    expect(state).toMatchObject({ phase: 'finished', step: 2 });
  });
});
