import { expect, it } from 'vitest';
import { LatestQueue } from '../../../../src/host/lens/run/latest-queue';
import { gate } from '../fakes';

it('keeps only the newest of the jobs that wait', async () => {
  const queue = new LatestQueue();
  const done: string[] = [];
  const first = gate();
  queue.submit(async () => {
    await first.opened;
    done.push('first');
  });
  for (const name of ['second', 'third', 'fourth']) {
    queue.submit(() => {
      done.push(name);
      return Promise.resolve();
    });
  }
  expect(queue.busy).toBe(true);
  first.open();
  await queue.whenIdle();
  expect(done).toEqual(['first', 'fourth']);
  expect(queue.busy).toBe(false);
});

it('cancels the job at work and drops the one that waits', async () => {
  const queue = new LatestQueue();
  const first = gate();
  let aborted = false;
  let second = false;
  queue.submit(async (signal) => {
    await first.opened;
    aborted = signal.aborted;
  });
  queue.submit(() => {
    second = true;
    return Promise.resolve();
  });
  queue.cancel();
  first.open();
  await queue.whenIdle();
  expect({ aborted, second }).toEqual({ aborted: true, second: false });
});
