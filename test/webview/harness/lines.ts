import type { Browser } from 'playwright-core';
import {
  linesHostContract,
  linesViewContract,
  type LineResult,
  type LinesState,
} from '../../../src/common/contracts/lines';
import type { PageSize } from './page';
import type { ThemeName } from './themes';
import { openView, type OpenedView } from './view';

/** The table of Classify Each Line in a page. */
export interface OpenedLines extends OpenedView<typeof linesHostContract, typeof linesViewContract> {
  /** Sends a state and its rows, as many at a time as the host does, and waits until they are drawn. */
  show(state: LinesState, rows: readonly LineResult[]): Promise<void>;
}

export interface LinesOptions {
  readonly theme?: ThemeName;
  readonly size?: PageSize;
}

const rowsAtATime = 10_000;

/** Opens the table with a host that accepts everything. */
export async function openLines(browser: Browser, options: LinesOptions = {}): Promise<OpenedLines> {
  const view = await openView(browser, {
    name: 'lines',
    theme: options.theme ?? 'dark',
    size: options.size ?? { width: 960, height: 560 },
    host: linesHostContract,
    view: linesViewContract,
    handlers: {
      requests: { reveal: () => ({}), save: () => ({}), cancel: () => ({}), runAgain: () => ({}) },
      notifications: { ready: () => undefined },
    },
  });
  const show = async (state: LinesState, rows: readonly LineResult[]): Promise<void> => {
    view.peer.notify('state', state);
    for (let from = 0; from === 0 || from < rows.length; from += rowsAtATime) {
      view.peer.notify('rows', { reset: from === 0, rows: rows.slice(from, from + rowsAtATime) });
    }
    await view.drawn();
  };
  return { ...view, show };
}
