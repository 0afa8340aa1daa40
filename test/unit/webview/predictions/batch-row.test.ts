import { describe, expect, it } from 'vitest';
import type { LensState } from '../../../../src/common/contracts/lens';
import type { Run, RunRow } from '../../../../src/common/contracts/run';
import { rowText } from '../../../../webview/lens/predictions/batch/batch-row';
import { piece, special } from '../tokens';

const source: LensState['source'] = { kind: 'editor', label: 'a.md:1', excerpts: ['NPTEL is great!', 'b'], pair: null };

function runOf(...rows: readonly Pick<RunRow, 'input' | 'window' | 'tokens'>[]): Run {
  const whole = rows.map((row): RunRow => ({
    length: row.tokens.length,
    padding: 0,
    cut: 0,
    cutSpan: null,
    cutPairSpan: null,
    textTokens: 0,
    textUnits: 0,
    cutTokens: [],
    ...row,
  }));
  return {
    runId: 1,
    rows: whole,
    maxLength: 4,
    paddingSide: 'right',
    prediction: null,
    device: 'cpu',
    threads: 1,
    tokenizeMs: 0,
    modelMs: null,
    loadMs: null,
  };
}

describe('the text of a row', () => {
  it('is the excerpt of its input', () => {
    const run = runOf({ input: 0, window: 0, tokens: [] }, { input: 1, window: 0, tokens: [] });
    expect([rowText(run, 0, source), rowText(run, 1, source), rowText(run, 2, source)]).toEqual([
      'NPTEL is great!',
      'b',
      '',
    ]);
  });

  it('is the number and the beginning of a window', () => {
    const text = 'NPTEL is great!';
    const pieces = [piece(text, 0, 1, 0), piece(text, 1, 5, 0), piece(text, 6, 8, 1)];
    const run = runOf(
      { input: 0, window: 0, tokens: [special('[CLS]', 2), ...pieces] },
      { input: 0, window: 1, tokens: [piece(text, 9, 14, 2), piece(text, 14, 15, 3)] },
    );
    expect([rowText(run, 0, source), rowText(run, 1, source)]).toEqual([
      'Window 1 of 2: NPTEL is',
      'Window 2 of 2: great!',
    ]);
  });
});
