import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { openLens, type OpenedLens } from './lens';

/** Opens a Lens for each test of the file and closes it after; a test whose page had problems fails. */
export function useLens(opened: (view: OpenedLens, browser: Browser) => void): void {
  let browser: Browser;
  let view: OpenedLens;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    view = await openLens(browser);
    opened(view, browser);
  });
  afterEach(async () => {
    expect(view.problems).toEqual([]);
    await view.close();
  });
  afterAll(async () => browser.close());
}
