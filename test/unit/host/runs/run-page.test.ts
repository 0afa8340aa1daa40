import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunPageState } from '../../../../src/common/contracts/training/run-view';
import { changePicture } from '../../../../src/host/runs/compare/change-picture';
import { RunPage } from '../../../../src/host/runs/page/run-page';
import { RunList } from '../../../../src/host/runs/store/run-list';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'model-lens-runs-'));
});
afterEach(() => rmSync(place, { recursive: true }));

function makeRun(name: string): string {
  const folder = join(place, name);
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'run.json'),
    JSON.stringify({ model: 'sample', task: 'text-classification', train_file: 'a.csv' }),
  );
  return folder;
}

const stepOf = (step: number): string =>
  `${JSON.stringify({ step, epoch: 0, loss: 1, grad_norm: 1, learning_rate: 0.1 })}\n`;

test('a page sends each step once, everything again when it comes up, and a broken file breaks nothing else', async () => {
  const folder = makeRun('a-1');
  writeFileSync(join(folder, 'metrics.jsonl'), stepOf(1));
  writeFileSync(join(folder, 'changes.json'), '[{"block":');
  const runs = await new RunList().read([place]);
  const sent: [boolean, number[]][] = [];
  const failures: unknown[] = [];
  let state: RunPageState | undefined;
  const page = new RunPage({
    folder,
    runs: () => runs,
    view: {
      page: (shown) => (state = shown),
      steps: (_, reset, { step }) => sent.push([reset, [...step]]),
      overlay: () => undefined,
    },
    onFailure: (_, error) => failures.push(error),
  });
  await page.update();
  appendFileSync(join(folder, 'metrics.jsonl'), stepOf(2));
  await page.update();
  page.resend();
  expect(sent).toEqual([
    [false, [1]],
    [false, [2]],
    [true, [1, 2]],
  ]);
  expect(failures).not.toHaveLength(0);
  expect(state?.run).toMatchObject({ name: 'a-1', dataFile: 'a.csv', alive: false });
  expect(state?.actions).toEqual({ stop: false, resume: true, openInLens: false, compare: false });
});

test('folders without a run, and links to folders, are no runs', async () => {
  const folder = makeRun('a-1');
  mkdirSync(join(place, 'empty'));
  symlinkSync(folder, join(place, 'link'));
  const list = await new RunList().read([place, join(place, 'nowhere')]);
  expect(list.map(({ name }) => name)).toEqual(['a-1']);
});

test('the change between two pictures is of weights, and scaled to the largest', () => {
  const base = Uint8Array.of(0, 255, 128);
  const tuned = Uint8Array.of(255, 0, 128);
  expect(changePicture(base, tuned)).toEqual({ change: Uint8Array.of(255, 1, 128), largest: 1 });
  expect(changePicture(base, base)).toEqual({ change: Uint8Array.of(128, 128, 128), largest: 0 });
});
