import { describe, expect, it } from 'vitest';
import { leftToCpu, storageOf } from '../../../webview/lens/header/model-facts';
import { deviceText } from '../../../webview/lens/predictions/run/run-facts';
import { isLine, primaryCard } from '../../../webview/lens/notices/notice-look';
import { mergeRoles } from '../../../webview/lens/tokens/tokenizer-facts';
import { deviceLabel, shapeOf, splitId } from '../../../webview/shared/format/model-words';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatFixed,
  formatParameters,
} from '../../../webview/shared/format/numbers';
import { moveCursor } from '../../../webview/shared/table/move-cursor';
import { nextSort } from '../../../webview/shared/table/table-column';

describe('numbers', () => {
  it('writes them as the design says', () => {
    expect(formatCount(50265)).toBe('50,265');
    expect(formatFixed(-2.89644)).toBe('\u22122.8964');
    expect(formatFixed(-0.00001)).toBe('0.0000');
    expect(formatFixed(-Infinity)).toBe('\u2212∞');
    expect(formatFixed(Number.NaN)).toBe('NaN');
    expect([0.31, 11.84, 99.96, 412.3, 1312].map(formatDuration)).toEqual([
      '0.3 ms',
      '11.8 ms',
      '100 ms',
      '412 ms',
      '1.31 s',
    ]);
    expect([482, 640_000, 82_118_400, 1_235_814_400].map(formatParameters)).toEqual([
      '482',
      '640 k',
      '82.1 M',
      '1.2 B',
    ]);
    expect([512, 1_720_000, 328_500_000].map(formatBytes)).toEqual(['512 B', '1.7 MB', '329 MB']);
  });
});

describe('header', () => {
  const info = {
    architecture: 'roberta',
    className: null,
    kind: 'encoder-only',
    task: null,
    layers: 6,
    heads: 12,
    hiddenSize: 768,
    vocabSize: 50265,
    maxPositions: 512,
    parameters: 82_118_400,
    dtypes: ['float32'],
    weightFiles: ['model-1.safetensors', 'model-2.safetensors'],
    weightBytes: 1,
    labels: [],
    problemType: null,
    missingHead: [],
  } as const;

  it('names shape and storage', () => {
    expect(shapeOf({ ...info, dtypes: [], weightFiles: [], labels: [], missingHead: [] })).toBe('encoder-only 6 × 12');
    const mutable = { ...info, labels: [], missingHead: [], weightFiles: [...info.weightFiles] };
    expect(storageOf({ ...mutable, dtypes: ['float32'] })).toBe('82.1 M · safetensors f32');
    expect(storageOf({ ...mutable, dtypes: ['BF16', 'F32'] })).toBe('82.1 M · safetensors bf16 f32');
    expect(deviceLabel('webgpu')).toBe('WebGPU');
  });

  it('says what a device left to the CPU', () => {
    const operations = ['Concat', 'Cast', 'Reshape', 'Shape', 'Gather'].map((operation) => ({ operation, count: 1 }));
    const run = { device: 'webgpu', threads: 2, placement: { nodes: 151, onCpu: 5, operations } } as never;
    expect(leftToCpu(run)).toBe('5 of 151 nodes on the CPU (Concat, Cast, Reshape, Shape, …)');
    expect(deviceText('WebGPU', run)).toBe('WebGPU, 5 of 151 nodes on the CPU (Concat, Cast, Reshape, Shape, …)');
    expect(deviceText('WebGPU', { device: 'webgpu', threads: 2, placement: null } as never)).toBe('WebGPU');
    expect(deviceText('CPU', { device: 'cpu', threads: 2 } as never)).toBe('CPU, 2 threads');
  });

  it('parts the owner from the name', () => {
    expect(splitId('mrm8488/distilroberta')).toEqual({ owner: 'mrm8488/', name: 'distilroberta' });
    expect(splitId('my-model')).toEqual({ owner: '', name: 'my-model' });
  });
});

describe('notices', () => {
  const line = { id: 'stale', severity: 'stale', title: 'Edited', detail: null, help: null, actions: [] } as const;

  it('is a line while it has one thing to say and at most one to do', () => {
    const actions = [{ action: 'runAgain', label: 'Run Again' } as const];
    const card = { ...line, detail: 'Why', actions };
    expect(isLine({ ...line, actions })).toBe(true);
    expect(isLine({ ...card })).toBe(false);
    expect(primaryCard([{ ...line, actions }, card])).toBe(card);
  });
});

describe('tables', () => {
  it('moves the cursor inside the list', () => {
    expect(moveCursor('ArrowDown', -1, 3, 10)).toBe(0);
    expect(moveCursor('ArrowUp', -1, 3, 10)).toBe(2);
    expect(moveCursor('PageDown', 1, 3, 10)).toBe(2);
    expect(moveCursor('End', 0, 0, 10)).toBeUndefined();
    expect(moveCursor('a', 0, 3, 10)).toBeUndefined();
  });

  it('turns the order of a column round', () => {
    const first = nextSort(null, 'score');
    expect(first).toEqual({ column: 'score', direction: 'descending' });
    expect(nextSort(first, 'score').direction).toBe('ascending');
    expect(nextSort(first, 'label', 'ascending')).toEqual({ column: 'label', direction: 'ascending' });
  });

  it('merges the roles of one special token', () => {
    const merged = mergeRoles([
      { role: 'bos', token: '<s>', id: 0 },
      { role: 'eos', token: '</s>', id: 2 },
      { role: 'cls', token: '<s>', id: 0 },
    ]);
    expect(merged.map(({ roles }) => roles)).toEqual(['bos, cls', 'eos']);
  });
});
