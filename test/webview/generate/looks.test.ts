import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { sizesIn, themeNames } from '../harness/themes';
import { branchedView } from '../states/generation/views';
import { openGenerate, settled, wideView } from './open-generate';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

const sizes = {
  '': wideView,
  '-700': { width: 700, height: 1300 },
  '-narrow': { width: 360, height: 1900 },
};

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each(sizesIn(theme, sizes))('the Generate tab is accessible and keeps to the policy%s', async (suffix, size) => {
    const view = await openGenerate(browser, { theme, size, view: branchedView });
    const tree = view.page.getByRole('tree', { name: 'Branches' });
    await tree.getByRole('treeitem', { name: /^small village/ }).click();
    await settled(view);
    await screenshot(view.page, theme, `generate${suffix}`);
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    await view.close();
  });
});
