import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { runFileSchema, type RunFileInput } from '../../../../src/common/contracts/training/run-file';
import { LensError } from '../../../../src/common/errors/lens-error';
import type { DataReport } from '../../../../src/common/contracts/training/run-folder';
import { preflightChecks, type PreflightFacts } from '../../../../src/engine/train/preflight/checks';

const report: DataReport = {
  files: [{ path: 'phrasebank.csv', rows: 2267 }],
  trainRows: 1811,
  validationRows: 453,
  badRows: [],
  badRowCount: 0,
  labels: [
    { label: 'negative', count: 303 },
    { label: 'neutral', count: 1391 },
    { label: 'positive', count: 570 },
  ],
  lengths: { max: 96, mean: 27, bins: [10, 20], width: 48, cut: 32, maxLength: 50 },
};

function facts(settings: Partial<RunFileInput>, other: Partial<PreflightFacts> = {}): PreflightFacts {
  return {
    runFile: v.parse(runFileSchema, {
      model: 'sample',
      task: 'text-classification',
      train_file: 'phrasebank.csv',
      per_device_train_batch_size: 16,
      ...settings,
    }),
    report,
    totalSteps: 342,
    evaluations: 3,
    checkpoints: 3,
    secondsPerStep: 0.77,
    seconds: 280,
    peakBytes: 1.5e9,
    freeBytes: 11.2e9,
    diskBytes: 1.3e9,
    freeDiskBytes: 50e9,
    newParameters: 592_899,
    device: { wanted: 'cpu', threads: 2, placement: null, failure: null },
    ...other,
  };
}

const checkOf = (subject: string, given: PreflightFacts) =>
  preflightChecks(given).find((check) => check.subject === subject);

describe('what is said before a run', () => {
  test('when all is well', () => {
    const lines = preflightChecks(facts({})).map(({ subject, state, text }) => `${subject} ${state}: ${text}`);
    expect(lines).toEqual([
      'memory ok: 1.5 GB of 11.2 GB free',
      'time ok: 4 min 40 s for 342 steps and 3 evaluations',
      'disk ok: 1.3 GB for 3 checkpoints and the result',
      'length ok: 1.4 % of rows are cut at 50 tokens',
      'head info: new: 592,899 parameters start at random',
      'labels warning: uneven: neutral is 4.6 × negative',
      'device ok: CPU, 2 threads',
    ]);
  });

  test('memory that is short is an error that smaller batches mend, with the same rows a step', () => {
    expect(checkOf('memory', facts({ gradient_accumulation_steps: 2 }, { peakBytes: 12e9 }))).toMatchObject({
      state: 'error',
      remedy: { settings: { per_device_train_batch_size: 8, gradient_accumulation_steps: 4 } },
    });
  });

  test('uneven labels are offered weights, once', () => {
    expect(checkOf('labels', facts({}))?.remedy?.settings).toEqual({ class_weights: 'balanced' });
    expect(checkOf('labels', facts({ class_weights: 'balanced' }))).toMatchObject({ state: 'info', remedy: null });
  });

  test('a label that no row has is named', () => {
    const labels = [...report.labels, { label: 'mixed', count: 0 }];
    expect(checkOf('labels', facts({}, { report: { ...report, labels } }))?.text).toBe('no row has mixed');
  });

  test('bad rows are an error until they are left out', () => {
    const badRows = [418, 902, 1207].map((line) => ({
      file: 'phrasebank.csv',
      line,
      reason: 'unknown-label' as const,
      found: 'neutrl',
    }));
    const bad = { ...report, badRows, badRowCount: 3 };
    expect(checkOf('rows', facts({}, { report: bad }))).toMatchObject({
      state: 'error',
      text: `3 cannot be used: ${[418, 902, 1207].map((line) => `line ${line} (label "neutrl" is not known)`).join(', ')}`,
      remedy: { settings: { bad_rows: 'skip' } },
    });
    expect(checkOf('rows', facts({ bad_rows: 'skip' }, { report: bad }))).toMatchObject({
      state: 'warning',
      remedy: { showsRows: true },
    });
  });

  test('a full disk names what is free, and keeping fewer checkpoints', () => {
    expect(checkOf('disk', facts({}, { freeDiskBytes: 1e9 }))).toMatchObject({
      state: 'error',
      remedy: { settings: { save_total_limit: 1 } },
    });
  });

  test('a GPU says what of a step it leaves to the CPU', () => {
    const operations = ['Shape', 'Concat', 'Cast', 'Sub', 'Max'].map((operation) => ({ operation, count: 2 }));
    const device = { wanted: 'webgpu', threads: 2, failure: null } as const;
    const on = (onCpu: number) =>
      checkOf('device', facts({}, { device: { ...device, placement: { nodes: 300, onCpu, operations } } }));
    expect(on(10)).toMatchObject({
      state: 'ok',
      text: 'WebGPU computes 290 of 300 nodes, the CPU the rest (Shape 2, Concat 2, Cast 2, Sub 2, …); its own memory is not measured',
    });
    expect(on(300)).toMatchObject({ state: 'warning', remedy: { settings: { device: 'cpu' } } });
  });

  test('a device that does not work is an error that says why, and the CPU mends it', () => {
    const failure = new LensError('device', 'Libraries of CUDA or cuDNN are missing.');
    const device = { wanted: 'cuda', threads: 2, placement: null, failure } as const;
    expect(checkOf('device', facts({}, { device }))).toEqual({
      subject: 'device',
      state: 'error',
      text: 'CUDA does not work here: Libraries of CUDA or cuDNN are missing. The CPU was measured.',
      remedy: { label: 'Train on the CPU', settings: { device: 'cpu' }, showsRows: false },
    });
  });
});
