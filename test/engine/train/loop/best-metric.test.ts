import { expect, it } from 'vitest';
import { judge, noBest, type BestState } from '../../../../src/engine/train/loop/best-metric';
import { readTrainingJson } from '../support/fixtures';

interface EarlyStopping {
  metrics: (number | string)[];
  patience: number;
  threshold: number;
  greater_is_better: boolean;
  stops_at: number | null;
  counters: number[];
  best: (number | string)[];
}

const cases = readTrainingJson('early_stopping.json') as EarlyStopping[];

it.each(cases.map((each, index) => [index, JSON.stringify(each.metrics), each] as const))(
  'case %i: %s stops as Trainer does',
  (_index, _metrics, { metrics, patience, threshold, greater_is_better, stops_at, counters, best }) => {
    const settings = {
      metric_for_best_model: 'loss',
      greater_is_better,
      early_stopping_patience: patience,
      early_stopping_threshold: threshold,
    };
    let state: BestState = noBest;
    let stopped: number | null = null;
    for (const [index, metric] of metrics.entries()) {
      if (stopped !== null) break;
      const result = judge(state, Number(metric), index + 1, settings);
      // A state that went through a checkpoint is the same.
      state = JSON.parse(JSON.stringify(result.state)) as BestState;
      expect(state.waited, `evaluation ${index + 1}`).toBe(counters[index]);
      expect(state.value ?? -Infinity).toBe(Number(best[index]));
      if (result.stops) stopped = index + 1;
    }
    expect(stopped).toBe(stops_at);
  },
);
