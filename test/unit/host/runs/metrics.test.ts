import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { MetricsTail } from '../../../../src/host/runs/folder/metrics-tail';
import { RunHistory } from '../../../../src/host/runs/folder/run-history';

const folder = mkdtempSync(join(tmpdir(), 'model-lens-metrics-'));
const path = join(folder, 'metrics.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => rmSync(path, { force: true }));

const stepOf = (step: number, loss: number | null = 1) => ({ step, epoch: 0, loss, grad_norm: 1, learning_rate: 0.1 });
const lineOf = (value: object): string => `${JSON.stringify(value)}\n`;

describe('metrics.jsonl as it grows', () => {
  test('gives each line once, and half a line when it is whole', async () => {
    const tail = new MetricsTail(path);
    expect((await tail.read()).lines).toEqual([]);
    const second = lineOf(stepOf(2));
    writeFileSync(path, lineOf(stepOf(1)) + second.slice(0, 10));
    expect((await tail.read()).lines).toEqual([stepOf(1)]);
    appendFileSync(path, second.slice(10));
    expect((await tail.read()).lines).toEqual([stepOf(2)]);
    expect((await tail.read()).lines).toEqual([]);
  });

  test('starts again with a file that is shorter than what was read', async () => {
    const tail = new MetricsTail(path);
    writeFileSync(path, lineOf(stepOf(1)) + lineOf(stepOf(2)) + lineOf(stepOf(3)));
    await tail.read();
    writeFileSync(path, lineOf(stepOf(1, 5)));
    expect(await tail.read()).toMatchObject({ reset: true, lines: [stepOf(1, 5)] });
  });

  test('survives any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        writeFileSync(path, Buffer.concat([bytes, Buffer.from(`\n${lineOf(stepOf(7))}`)]));
        const { lines } = await new MetricsTail(path).read();
        expect(lines.at(-1)).toEqual(stepOf(7));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the history of a run', () => {
  test('tells only what is new', () => {
    const history = new RunHistory();
    history.add([stepOf(1), stepOf(2)], false);
    const change = history.add([stepOf(3, null)], false);
    expect(change.reset).toBe(false);
    expect([...change.columns.step]).toEqual([3]);
    expect([...change.columns.loss]).toEqual([NaN]);
  });

  test('steps that a resumed run repeats replace the earlier ones', () => {
    const history = new RunHistory();
    history.add([stepOf(1), stepOf(2), { step: 2, epoch: 1, eval_loss: 3 }, stepOf(3)], false);
    const change = history.add([stepOf(2, 9)], false);
    expect(change.reset).toBe(true);
    expect([...change.columns.step]).toEqual([1, 2]);
    expect(history.steps[1]?.loss).toBe(9);
    expect(history.evaluations).toEqual([]);
  });
});
