import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { settled } from '../attention/open-attention';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { sizesIn, themeNames } from '../harness/themes';
import { openLayers, wideView } from './open-layers';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

const sizes = { wide: wideView, medium: { width: 700, height: 900 }, narrow: { width: 360, height: 900 } };

describe.each(themeNames)('Layers in the theme %s', (theme) => {
  it.each(sizesIn(theme, sizes))('is drawn %s, and accessible', { timeout: 60_000 }, async (name, size) => {
    const view = await openLayers(browser, { theme, size });
    await view.page.getByRole('option', { name: /^excited/ }).click();
    await settled(view);
    await screenshot(view.page, theme, `layers-${name}`);
    expect(await accessibilityProblems(view.page)).toEqual([]);
    expect(view.problems).toEqual([]);
    const across = await view.page.locator('.panel').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    expect(across).toBeLessThanOrEqual(0);
    await view.close();
  });
});
