import { describe, expect, it } from 'vitest';
import { epochAfter, makePlan, placeOf, type PlanSettings } from '../../../../src/engine/train/schedule/plan';

const settings: PlanSettings = {
  num_train_epochs: 3,
  max_steps: -1,
  per_device_train_batch_size: 16,
  gradient_accumulation_steps: 1,
  warmup_steps: 0.1,
  eval_strategy: 'epoch',
  eval_steps: undefined,
  save_strategy: 'epoch',
  save_steps: 500,
};

const steps = (total: number) => Array.from({ length: total }, (_, index) => index + 1);

describe('a plan', () => {
  it('counts steps, epochs and the warm-up as Trainer does', () => {
    expect(makePlan(settings, 96)).toMatchObject({ stepsPerEpoch: 6, totalSteps: 18, epochs: 3, warmupSteps: 2 });
    expect(makePlan({ ...settings, num_train_epochs: 2.5 }, 97)).toMatchObject({ totalSteps: 18, epochs: 3 });
    expect(makePlan({ ...settings, max_steps: 10 }, 96)).toMatchObject({ totalSteps: 10, epochs: 2, warmupSteps: 1 });
    expect(makePlan({ ...settings, warmup_steps: 7 }, 96).warmupSteps).toBe(7);
  });

  it('makes a step of what is left of an epoch', () => {
    const plan = makePlan({ ...settings, gradient_accumulation_steps: 4 }, 96);
    expect(plan).toMatchObject({ batchesPerEpoch: 6, stepsPerEpoch: 2, totalSteps: 6 });
    expect(placeOf(plan, 1)).toEqual({ epoch: 0, firstBatch: 0, batches: 4 });
    expect(placeOf(plan, 2)).toEqual({ epoch: 0, firstBatch: 4, batches: 2 });
    expect(placeOf(plan, 3)).toEqual({ epoch: 1, firstBatch: 0, batches: 4 });
    expect([0, 1, 2, 3].map((step) => epochAfter(plan, step))).toEqual([0, 4 / 6, 1, 1 + 4 / 6]);
  });

  it('evaluates at the end of epochs, one that is cut short included', () => {
    const plan = makePlan({ ...settings, max_steps: 8 }, 96);
    expect(steps(8).filter(plan.evaluations.isAt)).toEqual([6, 8]);
    expect(steps(8).filter(plan.saves.isAt)).toEqual([6, 8]);
  });

  it('counts what is still to come', () => {
    for (const eval_steps of [1, 4, 7, 18, 30]) {
      const { evaluations } = makePlan({ ...settings, eval_strategy: 'steps', eval_steps }, 96);
      for (const step of [0, ...steps(18)]) {
        expect(evaluations.after(step)).toBe(steps(18).filter((each) => each > step && evaluations.isAt(each)).length);
      }
    }
  });

  it('evaluates every so many steps, or shares of all, and after the last', () => {
    const every = (eval_steps: number) => makePlan({ ...settings, eval_strategy: 'steps', eval_steps }, 96);
    expect(steps(18).filter(every(7).evaluations.isAt)).toEqual([7, 14, 18]);
    expect(steps(18).filter(every(0.25).evaluations.isAt)).toEqual([5, 10, 15, 18]);
    expect(steps(18).some(makePlan({ ...settings, eval_strategy: 'no' }, 96).evaluations.isAt)).toBe(false);
  });
});
