import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { accessibilityProblems, screenshot } from '../harness/checks';
import { openLens } from '../harness/lens';
import { sizesIn, themeNames } from '../harness/themes';
import { statisticsOf } from '../states/descriptions/statistics';
import * as usual from '../states/descriptions/models';
import * as others from '../states/descriptions/other-models';
import { emptyState } from '../states/lens-states';

const sizes = {
  wide: { width: 1400, height: 1000 },
  middle: { width: 760, height: 1900 },
  narrow: { width: 360, height: 2600 },
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => browser.close());

describe.each(themeNames)('in the theme %s', (theme) => {
  it.each(sizesIn(theme, sizes))(
    'the Config tab is accessible and keeps to the policy, %s',
    async (name, size) => {
      const found: Record<string, string[]> = {};
      for (const [model, description] of Object.entries({ ...usual, ...others })) {
        const answers = {
          describe: () => description,
          tensorStatistics: ({ name }: { name: string }) => statisticsOf(name),
        };
        const view = await openLens(browser, { theme, size, answers });
        await view.show(emptyState);
        await view.page.getByRole('button', { name: 'Look at what the model is made of' }).click();
        await view.page.locator('lens-model-diagram .block').first().waitFor();
        const leaf = view.page.getByRole('treeitem', { name: /q_proj\.weight|query\.weight|q\.weight/ }).first();
        if ((await leaf.count()) > 0) await leaf.click();
        await view.drawn();
        const problems = await accessibilityProblems(view.page);
        if (problems.length > 0) found[model] = problems;
        await screenshot(view.page, theme, `config-${model}-${name}`);
        expect(view.problems).toEqual([]);
        await view.close();
      }
      expect(found).toEqual({});
    },
    120_000,
  );
});
