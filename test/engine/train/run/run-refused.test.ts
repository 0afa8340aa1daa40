import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { runStateSchema } from '../../../../src/common/contracts/training/run-folder';
import { openTrainableModel } from '../../../../src/engine/train/open-trainable-model';
import { temporaryFolder } from '../../support/fixtures';
import { goldenRun, readRunJson } from './support/golden-run';

const everyTwo = { eval_strategy: 'steps', eval_steps: 6, save_strategy: 'steps', save_steps: 4 } as const;

describe('a run that cannot go on', () => {
  it('is refused in a folder that holds one', async () => {
    const folder = temporaryFolder();
    await goldenRun({ folder, settings: { max_steps: 1 } });
    await expect(goldenRun({ folder, settings: { max_steps: 1 } })).rejects.toMatchObject({ code: 'usage' });
    expect(readRunJson(folder, 'state.json')).toMatchObject({ phase: 'finished' });
  });

  it('is refused where another process works', async () => {
    const folder = temporaryFolder();
    const second: Promise<unknown>[] = [];
    const onStep = ({ step }: { step: number }): void => {
      if (step === 2) second.push(goldenRun({ folder, resume: true }).catch((error: unknown) => error));
    };
    const { state } = await goldenRun({ folder, settings: everyTwo, onStep });
    expect(await Promise.all(second)).toEqual([expect.objectContaining({ code: 'usage' })]);
    expect(state.phase).toBe('finished');
  });

  it('stops where the loss is no number, with the rows and what to try, and keeps its checkpoint', async () => {
    const folder = temporaryFolder();
    const failed = goldenRun({
      folder,
      settings: { ...everyTwo, save_steps: 1 },
      parts: {
        openModel: async (options) => {
          const opened = await openTrainableModel(options);
          const backward: typeof opened.model.backward = async (batch, how) => {
            const result = await opened.model.backward(batch, how);
            return how.step === 3 ? { ...result, loss: NaN } : result;
          };
          const model = new Proxy(opened.model, {
            get: (target, key) => {
              if (key === 'backward') return backward;
              const value: unknown = Reflect.get(target, key, target);
              return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
            },
          });
          return { ...opened, model };
        },
      },
    });
    await expect(failed).rejects.toThrow(/loss of step 3 is not a number.*golden\.json:\d+/);
    await expect(failed).rejects.toMatchObject({ code: 'diverged' });
    const state = v.parse(runStateSchema, readRunJson(folder, 'state.json'));
    expect(state).toMatchObject({ phase: 'failed', step: 2, checkpointStep: 2 });
    expect(state.error?.help).toContain('learning_rate');
    expect(readFileSync(join(folder, 'log.txt'), 'utf8')).toContain('not a number');
    expect(existsSync(join(folder, 'lock.json'))).toBe(false);
  });

  it('says so where the best metric is none that is measured', async () => {
    const run = goldenRun({ folder: temporaryFolder(), settings: { metric_for_best_model: 'bleu' } });
    await expect(run).rejects.toThrow('metric_for_best_model is bleu');
  });
});
