import { afterAll, afterEach, beforeAll } from 'vitest';
import { type OpenOptions, openWorkbench, type OpenWorkbench } from './open';
import type { Workbench } from './workbench';

/**
 * One window for all tests of a file: opened before the first, closed after the last. A test that fails leaves a
 * picture in `.cache/screenshots/failed`. Call it at the top of the file and the returned function inside tests.
 */
export function useWorkbench(options: OpenOptions = {}): () => Workbench {
  let opened: OpenWorkbench | undefined;
  const workbench = () => {
    if (!opened) throw new Error('The workbench is open only inside tests.');
    return opened.workbench;
  };
  beforeAll(async () => {
    opened = await openWorkbench(options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench().screenshotFailure(task.name);
  });
  afterAll(async () => {
    await opened?.close();
  });
  return workbench;
}
