import { describe, expect, it } from 'vitest';
import type { Download } from '../../../../src/common/contracts/hub/downloads-view';
import { formatBytesOf, formatShortCount, formatTimeLeft } from '../../../../webview/shared/format/sizes';
import { amountOf, fractionOf, progressWords, spokenProgress } from '../../../../webview/shared/hub/download-words';
import { taskName } from '../../../../webview/shared/hub/task-names';
import { verdictWords } from '../../../../webview/shared/hub/verdict-look';

const minutes = 60;

describe('numbers of the Hub', () => {
  it('are short', () => {
    const counts = [0, 7, 900, 1234, 9949, 9960, 41_200, 612_000, 999_600, 3_400_000, 98_700_000, 1.25e9];
    expect(counts.map(formatShortCount)).toEqual([
      '0',
      '7',
      '900',
      '1.2 k',
      '9.9 k',
      '10 k',
      '41 k',
      '612 k',
      '1.0 M',
      '3.4 M',
      '99 M',
      '1.3 B',
    ]);
  });

  it('of parts name the unit once where it is the same', () => {
    expect(formatBytesOf(412e6, 988e6)).toBe('412 of 988 MB');
    expect(formatBytesOf(268e6, 1.34e9)).toBe('268 MB of 1.3 GB');
    expect(formatBytesOf(0, 988e6)).toBe('0 of 988 MB');
    expect(formatBytesOf(999_700, 5e6)).toBe('1.0 of 5.0 MB');
  });

  it('of time are rough when it is long', () => {
    expect([0, 0.2, 14.6, 59.4, 60, 61, 240, 59.6 * minutes, 125 * minutes].map(formatTimeLeft)).toEqual([
      ...['1 s left', '1 s left', '15 s left', '59 s left', '1 min left', '1 min left', '4 min left'],
      ...['1 h 0 min left', '2 h 5 min left'],
    ]);
  });
});

describe('downloads', () => {
  const running: Download = {
    ...{ key: 'a@main', id: 'a', revision: null, phase: 'running', bytes: 412e6, totalBytes: 988e6 },
    ...{ speed: 38.4e6, error: null },
  };

  it('say how far they are', () => {
    expect(amountOf(running)).toBe('412 of 988 MB');
    expect(amountOf({ ...running, totalBytes: null })).toBe('412 MB');
    expect(amountOf({ ...running, bytes: 0, totalBytes: null })).toBe('');
    expect(amountOf({ ...running, phase: 'done', bytes: 988e6 })).toBe('988 MB');
    expect(fractionOf(running)).toBeCloseTo(412 / 988);
    expect(fractionOf({ ...running, totalBytes: null })).toBe(null);
    expect(fractionOf({ ...running, bytes: 0, totalBytes: 0 })).toBe(1);
    expect(fractionOf({ ...running, bytes: 999e6 })).toBe(1);
  });

  it('say how they go', () => {
    expect(progressWords(running)).toBe('38.4 MB/s, 15 s left');
    expect(progressWords({ ...running, speed: null })).toBe('starting');
    expect(progressWords({ ...running, speed: 0 })).toBe('0 B/s');
    expect(progressWords({ ...running, totalBytes: null })).toBe('38.4 MB/s');
    expect(spokenProgress({ ...running, phase: 'waiting', bytes: 0, totalBytes: null })).toBe('waiting for its turn');
  });
});

describe('words', () => {
  it('of tasks are those of people', () => {
    expect(['fill-mask', 'text-to-speech', 'x', 'constructor'].map(taskName)).toEqual([
      ...['Fill mask', 'Text to speech', 'X', 'Constructor'],
    ]);
  });

  it('of verdicts end with the reason', () => {
    expect(verdictWords({ state: 'not_yet', reason: 'architecture xlnet' }, false)).toBe('Not yet: architecture xlnet');
    expect(verdictWords({ state: 'runs', reason: '' }, false)).toBe('Runs here');
    expect(verdictWords({ state: 'runs', reason: 'ONNX' }, true)).toBe('Runs here: ONNX, in use');
    expect(verdictWords({ state: 'downloaded', reason: 'safetensors' }, true)).toBe('Downloaded, in use');
  });
});
