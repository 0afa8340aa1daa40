import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it, vi } from 'vitest';
import { RunFolderLock } from '../../../../src/engine/train/run/lock';
import { temporaryFolder } from '../../support/fixtures';

// A thread that ends as one does that gets no memory.
vi.mock('../../../../src/engine/threads/start-thread', () => ({
  threadProgram: () => '',
  startThread: () => new Worker('throw new RangeError("No memory is left.")', { eval: true, execArgv: [] }),
}));

it('a lock whose thread has ended stops the run with a sentence, and is given back', async () => {
  const folder = temporaryFolder();
  const lock = await RunFolderLock.take(folder);
  await vi.waitFor(() => expect(() => lock.keep()).toThrow(/lock\.json .* has ended: No memory is left/), {
    timeout: 10_000,
  });
  await lock.release();
  expect(existsSync(join(folder, 'lock.json'))).toBe(false);
});
