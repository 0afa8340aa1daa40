import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { accessibilityProblems, problemsByState, screenshot } from '../harness/checks';
import { narrowRun, openRun, wideRun } from '../harness/run';
import { sizesIn, themeNames } from '../harness/themes';
import * as scenes from '../states/run/scenes';

/** Every state of the page, by the name of its picture. */
const shown = {
  run: scenes.goingScene,
  'run-preparing': scenes.preparingScene,
  'run-first-steps': scenes.firstStepsScene,
  'run-killed': scenes.killedScene,
  'run-stopped': scenes.stoppedScene,
  'run-finished': scenes.finishedScene,
  'run-failed': scenes.failedScene,
  'run-many-labels': scenes.manyLabelsScene,
  'run-ten-labels': scenes.tenLabelsScene,
  'run-multi-label': scenes.multiLabelScene,
  'run-regression': scenes.regressionScene,
  'run-language': scenes.languageScene,
  'run-stale': scenes.staleScene,
  'run-long': scenes.longScene(20_000),
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each(sizesIn(theme, { '': wideRun, '-narrow': narrowRun }))(
    'the page of a run is accessible and keeps to the policy in every state%s',
    async (suffix, size) => {
      const view = await openRun(browser, { theme, size });
      const found = await problemsByState(view.page, shown, {
        theme,
        suffix,
        show: (scene) => view.show(scene),
        isGreyed: (_, name) => name === 'run-stale',
      });
      expect(found).toEqual({});
      expect(view.problems).toEqual([]);
      await view.close();
    },
    180_000,
  );

  it('a curve that is pointed at, the tables and the menu are accessible', async () => {
    const view = await openRun(browser, { theme, size: { ...wideRun, height: 1300 } });
    await view.show(scenes.goingScene);
    await view.page.getByRole('button', { name: 'Show as Table' }).click();
    await view.page.getByRole('button', { name: /layer 5/ }).click();
    await view.page.getByRole('application', { name: /^Loss/ }).hover({ position: { x: 200, y: 100 } });
    await view.page.locator('run-chart#loss .card').waitFor();
    await screenshot(view.page, theme, 'run-pointed');
    expect(await accessibilityProblems(view.page)).toEqual([]);
    await view.page.getByRole('button', { name: 'More Actions' }).click();
    await screenshot(view.page, theme, 'run-menu');
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });
});
