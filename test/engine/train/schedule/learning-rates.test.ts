import { describe, expect, it } from 'vitest';
import type { RunFile } from '../../../../src/common/contracts/training/run-file';
import { learningRateAt } from '../../../../src/engine/train/schedule/learning-rates';
import { readTrainingJson } from '../support/fixtures';

interface Schedule {
  scheduler: RunFile['lr_scheduler_type'];
  warmup_steps: number;
  total_steps: number;
  learning_rate: number;
  options: RunFile['lr_scheduler_kwargs'];
  rates: number[];
}

describe("learning rates are PyTorch's", () => {
  const schedules = readTrainingJson('schedules.json') as Schedule[];

  it.each(schedules.map((each) => [each.scheduler, each.warmup_steps, JSON.stringify(each.options), each] as const))(
    '%s, warm-up %i, %s',
    (_scheduler, _warmup, _options, schedule) => {
      const settings = {
        learning_rate: schedule.learning_rate,
        lr_scheduler_type: schedule.scheduler,
        lr_scheduler_kwargs: schedule.options,
      };
      for (const [index, rate] of schedule.rates.entries()) {
        const got = learningRateAt(settings, schedule.warmup_steps, schedule.total_steps, index + 1);
        expect(Math.abs(got - rate), `step ${index + 1}`).toBeLessThan(1e-15);
      }
    },
  );
});
