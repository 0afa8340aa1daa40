import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { openLens, type OpenedLens } from '../harness/lens';
import { sizesIn, themeNames } from '../harness/themes';
import { sentenceTokens } from '../states/sentences';
import { maskedAnswers, surpriseAnswers } from '../states/words/word-answers';
import { maskedState, surpriseState } from '../states/words/word-states';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => browser.close());

const sizes = { wide: { width: 960, height: 760 }, narrow: { width: 360, height: 900 } };

async function judge(view: OpenedLens, name: string): Promise<void> {
  await view.drawn();
  await screenshot(view.page, view.theme, name);
  expect(await accessibilityProblems(view.page)).toEqual([]);
  expect(view.problems).toEqual([]);
  const across = await view.page.locator('.panel').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  expect(across).toBeLessThanOrEqual(0);
}

describe.each(themeNames)('Words in the theme %s', (theme) => {
  it.each(sizesIn(theme, sizes))('are drawn %s, and accessible', { timeout: 60_000 }, async (name, size) => {
    const masked = await openLens(browser, { theme, size, answers: maskedAnswers });
    await masked.show(maskedState);
    await masked.page
      .locator('lens-strip')
      .getByRole('option', { name: /^learn/ })
      .click();
    await masked.page.locator('lens-candidates').waitFor();
    await judge(masked, `masked-words-${name}`);
    const control = { modifiers: ['Control' as const] };
    await masked.page
      .locator('lens-strip')
      .getByRole('option', { name: /^excited/ })
      .click(control);
    await masked.page.getByRole('radio', { name: 'Words' }).click();
    await masked.page.locator('lens-candidates').nth(1).waitFor();
    await judge(masked, `whole-words-${name}`);
    await masked.close();

    const scored = await openLens(browser, { theme, size, answers: surpriseAnswers(sentenceTokens(0)) });
    await scored.show(surpriseState);
    await scored.page
      .locator('lens-surprise-text')
      .getByRole('option', { name: /^excited/ })
      .click();
    await scored.page.locator('lens-expected li').first().waitFor();
    await judge(scored, `surprise-${name}`);
    await scored.close();
  });
});
