import { expect, it } from 'vitest';
import { DiskQueue } from '../../../../src/engine/train/run/disk-queue';

it('does one thing after the other, and tells of a failure whoever asks, once nothing else is done', async () => {
  const queue = new DiskQueue();
  const done: string[] = [];
  let release: () => void = () => undefined;
  queue.add(() => new Promise((resolve) => (release = resolve)));
  queue.add(() => Promise.resolve(void done.push('second')));
  await Promise.resolve();
  expect(done).toEqual([]);
  release();
  await queue.settle();
  expect(done).toEqual(['second']);
  const full = new Error('no space left on device');
  queue.add(() => Promise.reject(full));
  queue.add(() => Promise.resolve(void done.push('after the failure')));
  await expect(queue.settle()).rejects.toBe(full);
  expect(() => queue.check()).toThrow(full);
  expect(done).toEqual(['second']);
});
