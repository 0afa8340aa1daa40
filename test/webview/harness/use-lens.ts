import type { Browser } from 'playwright-core';
import { openLens, type OpenedLens } from './lens';
import { useView } from './use-view';

/** Opens a Lens for each test of the file and closes it after; a test whose page had problems fails. */
export function useLens(opened: (view: OpenedLens, browser: Browser) => void): void {
  useView(openLens, opened);
}
