import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/vscode/browser.mts';
import { accessibilityProblems, screenshot } from './harness/checks';
import { narrow, openLens, wide } from './harness/lens';
import { openLines } from './harness/lines';
import { themeNames } from './harness/themes';
import * as lens from './states/lens-states';
import { feedbackLines, linesState, manyLines, troubledLines } from './states/lines';

/** Every state of the Lens, by the name of its picture. */
const lensStates = {
  empty: lens.emptyState,
  ready: lens.readyState,
  running: lens.runningState,
  stale: lens.staleState,
  pinned: lens.pinnedState,
  truncated: lens.truncatedState,
  'missing-head': lens.missingHeadState,
  'prediction-failed': lens.failedState,
  'engine-stopped': lens.stoppedState,
  batch: lens.batchState,
  'thousand-labels': lens.thousandLabelsState,
  'thousand-labels-batch': lens.thousandLabelsBatchState,
  'multi-label': lens.multiLabelState,
  regression: lens.regressionState,
  'long-text': lens.longState,
};

const linesStates = {
  lines: [linesState, feedbackLines],
  'lines-running': [{ ...linesState, phase: 'running', total: 20 }, feedbackLines],
  'lines-stale': [{ ...linesState, stale: true }, feedbackLines],
  'lines-troubled': [linesState, troubledLines],
  'lines-empty': [{ ...linesState, total: 0, done: 0 }, []],
  'lines-many': [{ ...linesState, total: 5000, done: 5000 }, manyLines(5000)],
} as const;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each([
    ['', wide],
    ['-narrow', narrow],
  ])(
    'the Lens is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openLens(browser, { theme, size });
      const found: Record<string, string[]> = {};
      for (const [name, state] of Object.entries(lensStates)) {
        await view.show(state);
        const greyed = state.phase === 'running' || state.phase === 'stale';
        const problems = await accessibilityProblems(view.page, greyed);
        if (problems.length > 0) found[name] = problems;
        await screenshot(view.page, theme, `${name}${suffix}`);
      }
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
    120_000,
  );

  it('the Tokens tab is accessible', async () => {
    const view = await openLens(browser, { theme });
    await view.show(lens.readyState);
    await view.page.getByRole('tab', { name: 'Tokens' }).click();
    await view.drawn();
    await screenshot(view.page, theme, 'tokens');
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });

  it.each([
    ['', { width: 960, height: 560 }],
    ['-narrow', { ...narrow, height: 560 }],
  ])(
    'the table of lines is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openLines(browser, { theme, size });
      const found: Record<string, string[]> = {};
      for (const [name, [state, lines]] of Object.entries(linesStates)) {
        await view.show(state, lines);
        const problems = await accessibilityProblems(view.page, state.stale);
        if (problems.length > 0) found[name] = problems;
        await screenshot(view.page, theme, `${name}${suffix}`);
      }
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
    120_000,
  );
});
