import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesUpTo, MetricsFile } from '../../../../src/engine/train/run/metrics-file';
import { temporaryFolder } from '../../support/fixtures';

const step = (number: number) => ({ step: number, epoch: number / 6, loss: 1.5, grad_norm: 2, learning_rate: 1e-4 });
const evaluation = (number: number) => ({ step: number, epoch: number / 6, eval_loss: 1.25, eval_accuracy: 0.5 });
const text = (lines: object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

describe('metrics.jsonl', () => {
  const whole = [step(1), step(2), evaluation(2), step(3), evaluation(3), step(4)];

  it('goes on behind the step of a checkpoint, without the half line of a killed process', async () => {
    const path = join(temporaryFolder(), 'metrics.jsonl');
    writeFileSync(path, `${text(whole)}{"step": 5, "lo`);
    const file = await MetricsFile.open(path, 3);
    file.add(step(4));
    file.close();
    expect(readFileSync(path, 'utf8')).toBe(text([...whole.slice(0, 5), step(4)]));
  });

  it('begins empty', async () => {
    const path = join(temporaryFolder(), 'metrics.jsonl');
    (await MetricsFile.open(path, 0)).close();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('is cut to whole lines wherever it breaks off, or whatever stands in it', () => {
    const all = text(whole);
    fc.assert(
      fc.property(fc.nat(all.length), fc.nat(5), fc.string(), (end, last, rest) => {
        const kept = linesUpTo(all.slice(0, end) + rest, last);
        const expected = text(whole.filter((line) => line.step <= last));
        expect(expected.startsWith(kept)).toBe(true);
        expect(kept === '' || kept.endsWith('\n')).toBe(true);
      }),
    );
  });
});
