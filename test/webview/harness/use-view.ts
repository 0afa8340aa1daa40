import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';

/** What every opened view has. */
interface Opened {
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens a view for each test of the file and closes it after; a test whose page had problems fails, other ones than those
 * that are expected.
 */
export function useView<View extends Opened>(
  open: (browser: Browser) => Promise<View>,
  opened: (view: View, browser: Browser) => void,
  expected?: RegExp,
): void {
  let browser: Browser;
  let view: View;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    view = await open(browser);
    opened(view, browser);
  });
  afterEach(async () => {
    expect(view.problems.filter((problem) => !expected?.test(problem))).toEqual([]);
    await view.close();
  });
  afterAll(async () => browser.close());
}
