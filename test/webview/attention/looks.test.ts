import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { sizesIn, themeNames } from '../harness/themes';
import { openAttention, settled, wideView } from './open-attention';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

const sizes = {
  '': wideView,
  '-960': { width: 960, height: 1000 },
  '-700': { width: 700, height: 1300 },
  '-narrow': { width: 360, height: 1900 },
};

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each(sizesIn(theme, sizes))('the Attention tab is accessible and keeps to the policy%s', async (suffix, size) => {
    const view = await openAttention(browser, { theme, size });
    await view.page.getByRole('option', { name: /^excited/ }).click();
    await settled(view);
    await screenshot(view.page, theme, `attention${suffix}`);
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });
});
