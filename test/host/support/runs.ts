import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DataReport, RunState } from '../../../src/common/contracts/training/run-folder';

/** Where runs of the test's workspace are kept. */
export function runsFolder(): string {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  return join(root, '.model-lens', 'runs');
}

const state: RunState = {
  phase: 'finished',
  message: '',
  step: 4,
  totalSteps: 4,
  epoch: 2,
  totalEpochs: 2,
  started: 1_000,
  ended: 9_000,
  updated: 9_000,
  secondsPerStep: 0.5,
  secondsLeft: 0,
  checkpointStep: 4,
  best: { step: 4, metric: 'eval_f1', value: 0.8521, path: 'checkpoints/checkpoint-4' },
  stoppedEarly: false,
  error: null,
  device: 'cpu',
  peakBytes: 300_000_000,
};

/** What a run of four steps leaves: two epochs, an evaluation with a mistake, and how far the weights moved. */
export function recordRun(name: string, dataFile: string, changes: Partial<RunState> = {}): string {
  const folder = join(runsFolder(), name);
  mkdirSync(join(folder, 'evaluations'), { recursive: true });
  const write = (file: string, value: unknown): void => writeFileSync(join(folder, file), JSON.stringify(value));
  write('run.json', { model: 'sample', task: 'text-classification', train_file: dataFile, validation_size: 0.5 });
  write('data.json', dataReport(dataFile));
  write('state.json', { ...state, ...changes });
  const steps = [1, 2, 3, 4].map((step) => ({
    step,
    epoch: step / 2,
    loss: 1 / step,
    grad_norm: 1,
    learning_rate: 2e-5,
  }));
  const lines = [...steps, { step: 4, epoch: 2, eval_loss: 0.4, eval_f1: 0.8521 }];
  writeFileSync(join(folder, 'metrics.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  write('evaluations/4.json', {
    step: 4,
    epoch: 2,
    metrics: { eval_loss: 0.4, eval_f1: 0.8521 },
    labels: [],
    confusion: [
      [1, 1],
      [0, 2],
    ],
    mistakes: [
      { file: dataFile, line: 3, text: 'It was too long.', label: 'negative', predicted: 'positive', probability: 0.9 },
    ],
    mistakeCount: 1,
  });
  write('changes.json', [
    { block: 'embeddings', change: 0.003, tensors: [] },
    { block: 'layer 0', change: 0.02, tensors: [] },
    { block: 'layer 1', change: 0.01, tensors: [] },
  ]);
  writeFileSync(join(folder, 'log.txt'), 'step 4\n');
  return folder;
}

/** What was found in the two rows of the file. */
function dataReport(path: string): DataReport {
  return {
    files: [{ path, rows: 2 }],
    ...{ trainRows: 1, validationRows: 1, badRows: [], badRowCount: 0 },
    labels: ['negative', 'positive'].map((label) => ({ label, count: 1 })),
    lengths: { max: 8, mean: 7, bins: [0, 2], width: 4, cut: 0, maxLength: 512 },
    reading: {
      ...{ text_column: 'text', text_pair_column: null, label_column: 'label', target_column: null },
      ...{ tokens_column: null, label_separator: null, problem_type: 'single_label_classification' },
      ...{ delimiters: [','], labelForm: 'names', labelNames: [], model: { kind: 'encoder-only', endTokenId: 102 } },
    },
  };
}

/** Says that a process works on a run. */
export function lockRun(folder: string, heartbeat = Date.now()): void {
  const lock = { pid: process.pid, host: 'here', started: heartbeat, heartbeat };
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(lock));
}

/** Takes all runs away. */
export function removeRuns(): void {
  rmSync(runsFolder(), { recursive: true, force: true });
}
