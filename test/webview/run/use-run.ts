import type { Browser } from 'playwright-core';
import { openRun, type OpenedRun } from '../harness/run';
import { useView } from '../harness/use-view';

/** The page of a run that a test has opened. */
export interface RunUnderTest {
  view: OpenedRun;
  browser: Browser;
}

/** Opens the page for each test of the file and closes it after; a test whose page had problems fails. */
export function useRun(): RunUnderTest {
  const used = {} as RunUnderTest;
  useView(openRun, (view, browser) => Object.assign(used, { view, browser }));
  return used;
}
