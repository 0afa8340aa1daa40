import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { DataPreview } from '../../../../src/common/contracts/training/data-view';
import type { Preflight } from '../../../../src/common/contracts/training/preflight';
import { LensError } from '../../../../src/common/errors/lens-error';
import { DraftRun } from '../../../../src/host/runs/form/draft-run';
import { FormSession } from '../../../../src/host/runs/form/form-session';
import type { TrainingEngine } from '../../../../src/host/runs/form/training-engine';

const runs = mkdtempSync(join(tmpdir(), 'model-lens-form-'));
afterAll(() => rmSync(runs, { recursive: true }));

const preview: DataPreview = {
  format: 'csv',
  delimiter: ',',
  columns: [],
  guess: {
    task: 'text-classification',
    problem_type: null,
    text_column: 'text',
    text_pair_column: null,
    label_column: 'label',
    target_column: null,
    tokens_column: null,
    label_separator: null,
  },
  rows: [],
  complete: true,
  report: { files: [], trainRows: 8, validationRows: 2, badRows: [], badRowCount: 0, labels: [], lengths: null },
  labelOrigin: 'data',
  problems: [],
};

const preflight: Preflight = {
  checks: [{ subject: 'memory', state: 'error', text: 'Needs 20 of 8 GB', remedy: null }],
  secondsPerStep: 1,
  totalSteps: 3,
  seconds: 3,
  peakBytes: 1,
  diskBytes: 1,
  trainedParameters: 1,
  newParameters: 0,
};

function formOn(engine: Partial<TrainingEngine>, name: string): FormSession {
  return new FormSession({
    draft: new DraftRun(runs, name),
    settings: { model: 'sample', train_file: '/data/rows.csv' },
    defaults: {},
    engine: {
      previewData: () => Promise.resolve(preview),
      preflight: () => Promise.resolve(preflight),
      dispose: () => undefined,
      ...engine,
    },
    findModel: (model) =>
      model === 'sample' ? Promise.resolve('/sample') : Promise.reject(new LensError('not-found', 'It is not here.')),
    isTrusted: () => true,
    nameFor: (file) => `${basename(file, '.csv')}-1`,
    onChange: () => undefined,
    onFailure: () => undefined,
  });
}

test('what is guessed from the data completes the run, and one step is measured by itself', async () => {
  const asked: unknown[] = [];
  const session = formOn(
    {
      preflight: (params) => (asked.push([params.modelFolder, params.runFile.text_column]), Promise.resolve(preflight)),
    },
    'rows-1',
  );
  expect(session.state).toMatchObject({ problems: {}, blocked: 'The data is being read.' });
  await session.load();
  expect(session.state.defaults).toMatchObject({ task: 'text-classification', text_column: 'text' });
  expect(session.state.blocked).toBeNull();
  await Promise.resolve();
  expect(asked).toEqual([['/sample', 'text']]);
  expect(session.state.preflight).toMatchObject({ phase: 'ready', result: preflight });
  expect(session.warnings).toEqual(['Needs 20 of 8 GB']);
  await session.set({ seed: 1 });
  expect(session.state.preflight.phase).toBe('stale');
  expect(asked).toHaveLength(1);
  await session.set({ train_file: '/data/more.csv' });
  expect(asked).toHaveLength(2);
  expect(session.state.preflight.phase).not.toBe('stale');
});

test('another file drops the columns of the last one; the same question is not asked twice', async () => {
  const questions: unknown[] = [];
  const session = formOn(
    { previewData: ({ settings }) => (questions.push(settings), Promise.resolve(preview)) },
    'rows-2',
  );
  await session.load();
  await session.set({ text_column: 'other', learning_rate: 1 });
  await session.set({ learning_rate: 2 });
  await session.set({ train_file: '/data/more.csv' });
  expect(questions).toHaveLength(3);
  expect(questions[1]).toMatchObject({ text_column: 'other' });
  expect(questions[2]).not.toHaveProperty('text_column');
  expect(session.state.name).toBe('more-1');
  await session.rename('mine');
  await session.set({ train_file: '/data/rows.csv' });
  expect(session.state.name).toBe('mine');
});

test('data that cannot be read and a model that is not here are told, and keep the run from starting', async () => {
  const failing = formOn(
    { previewData: () => Promise.reject(new LensError('bad-file', '/data/rows.csv is empty.', 'Choose another.')) },
    'rows-3',
  );
  await failing.load();
  expect(failing.state.problems).toEqual({});
  expect(failing.data).toMatchObject({ phase: 'failed', message: 'rows.csv is empty. Choose another.' });
  expect(failing.state.blocked).toBe('The data cannot be read.');
  expect(() => failing.runFile()).toThrow('rows.csv is empty. Choose another.');
  const session = formOn({}, 'rows-4');
  await session.set({ model: 'no/model' });
  expect(session.state).toMatchObject({ problems: { model: 'It is not here.' }, blocked: 'model has a problem.' });
  await expect(session.start(() => Promise.resolve())).rejects.toThrow('It is not here.');
  await session.set({ seed: -1 });
  expect(session.state.blocked).toBe('seed, model have problems.');
});

test('a run is written whole when it is started, and its name must be free', async () => {
  const session = formOn({}, 'rows-5');
  await session.load();
  const started: string[] = [];
  await session.start(() => {
    started.push(session.draft.folder);
    return Promise.resolve();
  });
  expect(started).toEqual([join(runs, 'rows-5')]);
  const written = JSON.parse(readFileSync(join(runs, 'rows-5', 'run.json'), 'utf8')) as Record<string, unknown>;
  expect(written).toMatchObject({ model: 'sample', text_column: 'text', early_stopping_patience: 2 });
  expect(readFileSync(join(runs, '.gitignore'), 'utf8')).toBe('*\n');
  const second = formOn({}, 'rows-6');
  await expect(second.rename('rows-5')).rejects.toThrow('There is a run "rows-5" already.');
  await expect(second.rename('../evil')).rejects.toThrow('is no name for a run');
});
