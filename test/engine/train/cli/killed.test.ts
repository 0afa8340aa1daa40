import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../../src/engine/train/checkpoint/manifest';
import { temporaryFolder } from '../../support/fixtures';
import { metricsOf, readRunJson, weightsOf } from '../run/support/golden-run';
import { optionsOf, settings, train, untilStep } from './support';

async function uninterrupted(): Promise<string> {
  const folder = temporaryFolder();
  expect((await train([...optionsOf(settings), '--out', folder])).code).toBe(0);
  return folder;
}

/** Everything that looks like a model or a checkpoint is one. */
async function expectWhole(folder: string): Promise<void> {
  const checkpoints = join(folder, 'checkpoints');
  const names = existsSync(checkpoints) ? readdirSync(checkpoints) : [];
  const whole = names.filter((name) => !name.startsWith('.')).map((name) => join(checkpoints, name));
  for (const place of ['best', 'final']) if (existsSync(join(folder, place))) whole.push(join(folder, place));
  for (const path of whole) expect(await faultOf(path), path).toBeNull();
}

describe('a run that is killed', () => {
  it('at any moment, again and again, ends with the weights of one that was not', { timeout: 240_000 }, async () => {
    const whole = await uninterrupted();
    const folder = temporaryFolder();
    let kills = 0;
    // Moments that are spread over a run; what it does between two steps is hit as well as the steps.
    for (const [step, delay] of [
      [1, 0],
      [2, 3],
      [4, 8],
      [6, 15],
      [8, 1],
      [12, 30],
    ] as const) {
      let child: ChildProcess | undefined;
      const args = kills === 0 ? optionsOf(settings) : ['--resume'];
      const running = train([...args, '--out', folder], (started) => (child = started));
      await Promise.race([untilStep(folder, step), running]);
      await pause(delay);
      child?.kill('SIGKILL');
      if ((await running).code === null) kills++;
      await expectWhole(folder);
    }
    expect(kills).toBeGreaterThan(2);
    expect((await train(['--resume', '--out', folder])).json()).toMatchObject({ state: 'finished', step: 18 });
    expect(weightsOf(folder).equals(weightsOf(whole))).toBe(true);
    expect(weightsOf(folder, 'best').equals(weightsOf(whole, 'best'))).toBe(true);
    expect(metricsOf(folder)).toEqual(metricsOf(whole));
    const hidden = ['', 'checkpoints'].flatMap((place) => readdirSync(join(folder, place)));
    expect(hidden.filter((name) => name.startsWith('.') || name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a run that is asked to stop', () => {
  it.runIf(process.platform !== 'win32').each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s finishes its step, writes a checkpoint and can be resumed',
    async (signal) => {
      const folder = temporaryFolder();
      const running = train([...optionsOf({ ...settings, save_strategy: 'no' }), '--out', folder], (child) => {
        void untilStep(folder, 3).then(() => child.kill(signal));
      });
      const result = await running;
      expect(result.code).toBe(0);
      const { step, state } = result.json() as { step: number; state: string };
      expect(state).toBe('stopped');
      expect(readRunJson(folder, 'state.json')).toMatchObject({ phase: 'stopped', step, checkpointStep: step });
      expect(existsSync(join(folder, 'checkpoints', `checkpoint-${step}`))).toBe(true);
      expect(existsSync(join(folder, 'final'))).toBe(false);
      expect((await train(['--resume', '--out', folder])).json()).toMatchObject({ state: 'finished', step: 18 });
    },
  );

  it('stops as well when nobody hears it any more, as with a closed window', async () => {
    const folder = temporaryFolder();
    const result = await train([...optionsOf({ ...settings, save_strategy: 'no' }), '--out', folder], (child) => {
      void untilStep(folder, 3).then(() => {
        child.stderr?.destroy();
        child.kill();
      });
    });
    const { step } = result.json() as { step: number };
    expect(readRunJson(folder, 'state.json')).toMatchObject({ phase: 'stopped', step, checkpointStep: step });
  });

  it('before its first step leaves a run that can be started again', async () => {
    const folder = temporaryFolder();
    const running = train([...optionsOf({ ...settings, max_steps: 2 }), '--out', folder], (child) => {
      child.stderr?.once('data', () => child.kill('SIGTERM'));
    });
    const result = await running;
    expect(result.json()).toMatchObject({ state: 'stopped' });
    expect((await train(['--resume', '--out', folder])).json()).toMatchObject({ state: 'finished', step: 2 });
  });
});

describe('two runs in one folder', () => {
  it('the second is refused and the first goes on', async () => {
    const folder = temporaryFolder();
    const first = train([...optionsOf(settings), '--out', folder]);
    await untilStep(folder, 1);
    const second = await train(['--resume', '--out', folder]);
    expect(second).toMatchObject({ code: 2 });
    expect(second.json()).toMatchObject({ error: { code: 'usage' } });
    expect(second.stderr).toContain('works on this run');
    expect((await first).json()).toMatchObject({ state: 'finished', step: 18 });
    expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toContain('Finished');
  });
});
