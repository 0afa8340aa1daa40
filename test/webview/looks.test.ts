import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../tools/vscode/browser.mts';
import { accessibilityProblems, problemsByState, screenshot } from './harness/checks';
import { narrow, openLens, wide } from './harness/lens';
import { openLines } from './harness/lines';
import { sizesIn, themeNames } from './harness/themes';
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
  it.each(sizesIn(theme, { '': wide, '-narrow': narrow }))(
    'the Lens is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openLens(browser, { theme, size });
      const found = await problemsByState(view.page, lensStates, {
        theme,
        suffix,
        show: (state) => view.show(state),
        isGreyed: (state) => state.phase === 'running' || state.phase === 'stale',
      });
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
    120_000,
  );

  it.each(sizesIn(theme, { '': wide, '-narrow': narrow }))(
    'the Tokens tab is accessible, with a second tokenizer as well%s',
    async (suffix, size) => {
      const tall = { ...size, height: 1200 };
      const answers = { stages: () => lens.normalizedStages };
      for (const [name, state, options] of [
        ['tokens', lens.readyState, {}],
        ['tokens-compared', lens.comparedState, { answers }],
      ] as const) {
        const view = await openLens(browser, { theme, size: tall, ...options });
        await view.show(state);
        await view.page.getByRole('tab', { name: 'Tokens' }).click();
        await view.page.getByRole('textbox', { name: /^Search the vocabulary/ }).pressSequentially('great');
        await view.page.getByText('great 12338').waitFor();
        await screenshot(view.page, theme, `${name}${suffix}`);
        expect(await accessibilityProblems(view.page)).toEqual([]);
        expect(view.problems).toEqual([]);
        await view.close();
      }
    },
  );

  it.each(sizesIn(theme, { '': wide, '-narrow': narrow }))('the list of keys is accessible%s', async (suffix, size) => {
    const view = await openLens(browser, { theme, size });
    await view.show(lens.readyState);
    await view.page.keyboard.press('?');
    await view.page.getByRole('dialog').waitFor();
    await screenshot(view.page, theme, `keys${suffix}`);
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });

  it.each(sizesIn(theme, { '': { width: 960, height: 560 }, '-narrow': { ...narrow, height: 560 } }))(
    'the table of lines is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openLines(browser, { theme, size });
      const found = await problemsByState(view.page, linesStates, {
        theme,
        suffix,
        show: ([state, lines]) => view.show(state, lines),
        isGreyed: ([state]) => state.stale,
      });
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
    120_000,
  );
});
