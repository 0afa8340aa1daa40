import type { DataReport, RunState } from '../../../../src/common/contracts/training/run-folder';
import type { RunPageState, ShownRun } from '../../../../src/common/contracts/training/run-view';
import type { RunScene } from '../../harness/run';
import { changes, comparison } from './comparisons';
import {
  languageEvaluation,
  manyLabels,
  multiLabelEvaluation,
  regressionEvaluation,
  sentimentEvaluation,
  sentimentLines,
} from './evaluations';
import { madeSteps } from './steps';

const started = 1_790_000_000_000;

const state: RunState = {
  ...{ phase: 'running', message: 'Epoch 3 of 3', step: 251, totalSteps: 342, epoch: 2.2, totalEpochs: 3 },
  ...{ started, ended: null, updated: started + 193_000, secondsPerStep: 0.77, secondsLeft: 70 },
  ...{ checkpointStep: 228, stoppedEarly: false, error: null, device: 'CPU', peakBytes: 1_512_000_000 },
  best: { step: 228, metric: 'eval_f1', value: 0.9274, path: 'checkpoints/checkpoint-228' },
};

const data: DataReport = {
  files: [{ path: 'phrasebank.csv', rows: 2267 }],
  ...{ trainRows: 1811, validationRows: 453, badRows: [], badRowCount: 3 },
  labels: [
    { label: 'negative', count: 303 },
    { label: 'neutral', count: 1391 },
    { label: 'positive', count: 570 },
  ],
  lengths: { max: 96, mean: 27, bins: [], width: 4, cut: 32, maxLength: 50 },
};

const run: ShownRun = {
  ...{ key: 'phrasebank-3', name: 'phrasebank-3', model: 'distilroberta-base', dataFile: 'phrasebank.csv' },
  ...{ task: 'text-classification', state, alive: true, evaluations: sentimentLines },
};

const older: ShownRun = {
  ...run,
  ...{ key: 'phrasebank-2', name: 'phrasebank-2', alive: false },
  state: { ...state, phase: 'finished', step: 342, ended: started },
  evaluations: [
    { step: 114, epoch: 1, eval_loss: 0.405, eval_accuracy: 0.78, eval_f1: 0.74 },
    { step: 228, epoch: 2, eval_loss: 0.321, eval_accuracy: 0.84, eval_f1: 0.8 },
    { step: 342, epoch: 3, eval_loss: 0.303, eval_accuracy: 0.85, eval_f1: 0.82 },
  ],
};

const page: RunPageState = {
  run,
  data,
  evaluation: { of: 'checkpoint-228', result: sentimentEvaluation },
  changes,
  others: [
    { key: 'phrasebank-2', name: 'phrasebank-2', shown: true },
    { key: 'phrasebank-1', name: 'phrasebank-1', shown: false },
  ],
  actions: { stop: true, resume: false, openInLens: true, compare: true },
};

const ownSteps = madeSteps({ done: 251, total: 342, epochs: 3, end: 0.12, seed: 3 });
const steps = [
  { key: 'phrasebank-3', columns: ownSteps },
  { key: 'phrasebank-2', columns: madeSteps({ done: 342, total: 342, epochs: 3, end: 0.28, seed: 2 }) },
];

/** A run that goes on, laid over an older one, compared with its base. */
export const goingScene: RunScene = {
  page,
  steps,
  overlays: [older],
  comparison: { phase: 'ready', message: '', result: comparison },
};

type Change = Partial<Omit<RunPageState, 'run'>> & {
  readonly run?: Partial<ShownRun>;
  readonly state?: Partial<RunState>;
};

/** The run alone, with something else about it. */
export function sceneWith(
  { run: changedRun, state: changedState, ...rest }: Change,
  shown: Partial<RunScene> = {},
): RunScene {
  const next = { ...run, state: { ...state, ...changedState }, ...changedRun };
  return { page: { ...page, others: [], ...rest, run: next }, steps: steps.slice(0, 1), overlays: [], ...shown };
}

const over = { stop: false, resume: true, openInLens: true, compare: true };
const nothingYet = {
  evaluation: null,
  changes: null,
  actions: { stop: true, resume: false, openInLens: false, compare: false },
};

export const preparingScene = sceneWith(
  {
    ...nothingYet,
    data: null,
    run: { evaluations: [] },
    state: {
      phase: 'preparing',
      message: 'Downloading distilroberta-base, 212 of 331 MB',
      step: 0,
      totalSteps: null,
      epoch: 0,
      totalEpochs: null,
      checkpointStep: null,
      best: null,
      secondsLeft: null,
    },
  },
  { steps: [] },
);
export const firstStepsScene = sceneWith(
  {
    ...nothingYet,
    run: { evaluations: [] },
    state: { step: 4, epoch: 0.03, checkpointStep: null, best: null, secondsLeft: 260 },
  },
  { steps: [{ key: 'phrasebank-3', columns: madeSteps({ done: 4, total: 342, epochs: 3, end: 0.1, seed: 4 }) }] },
);
export const killedScene = sceneWith({ actions: over, run: { alive: false } });
export const stoppedScene = sceneWith({
  actions: over,
  state: { phase: 'stopped', checkpointStep: 251, ended: started + 200_000 },
});
export const finishedScene = sceneWith({
  actions: { ...over, resume: false },
  state: { phase: 'finished', step: 342, epoch: 3, ended: started + 280_000 },
});
export const failedScene = sceneWith({
  actions: over,
  state: {
    phase: 'failed',
    ended: started + 200_000,
    error: {
      message: 'The loss was not a number at step 251 (rows 12, 845 and 1,204 of phrasebank.csv).',
      help: 'Try a smaller learning_rate, or max_grad_norm 1.',
    },
  },
});
export const manyLabelsScene = sceneWith({ evaluation: { of: 'checkpoint-228', result: manyLabels(40) } });
export const tenLabelsScene = sceneWith({ evaluation: { of: 'checkpoint-228', result: manyLabels(10) } });
export const multiLabelScene = sceneWith({ evaluation: { of: 'checkpoint-228', result: multiLabelEvaluation } });
export const regressionScene = sceneWith({ evaluation: { of: 'checkpoint-228', result: regressionEvaluation } });
export const languageScene = sceneWith({
  evaluation: { of: 'checkpoint-228', result: languageEvaluation },
  run: {
    task: 'text-generation',
    evaluations: [
      { step: 114, epoch: 1, eval_loss: 3.3, eval_perplexity: 27.1 },
      { step: 228, epoch: 2, eval_loss: 3.1, eval_perplexity: 22.3 },
    ],
  },
});
export const staleScene = sceneWith(
  {},
  { comparison: { phase: 'ready', message: '', result: { ...comparison, stale: true } } },
);

/** A run of so many steps. */
export function longScene(done: number): RunScene {
  const columns = madeSteps({ done, total: done, epochs: 10, end: 0.2, seed: 5 });
  return sceneWith(
    { run: { evaluations: [] }, state: { step: done, totalSteps: done, epoch: 10, totalEpochs: 10 } },
    { steps: [{ key: 'phrasebank-3', columns }] },
  );
}
