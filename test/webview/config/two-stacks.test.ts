import type { Browser } from 'playwright-core';
import { expect, it } from 'vitest';
import { screenshot } from '../harness/checks';
import { openLens, type OpenedLens } from '../harness/lens';
import { useLens } from '../harness/use-lens';
import { t5 } from '../states/descriptions/models';
import { emptyState } from '../states/lens-states';

let browser: Browser;
useLens((_: OpenedLens, inBrowser) => {
  browser = inBrowser;
});

it.each([1000, 1300, 1500])('two stacks leave no column empty at %i px', async (width) => {
  const view = await openLens(browser, { size: { width, height: 1000 }, answers: { describe: () => t5 } });
  await view.show(emptyState);
  await view.page.getByRole('button', { name: 'Look at what the model is made of' }).click();
  await view.page.locator('lens-model-diagram .block').first().waitFor();
  await view.drawn();
  await screenshot(view.page, view.theme, `config-t5-${width}`);
  const boxOf = async (selector: string) => (await view.page.locator(`lens-config-view ${selector}`).boundingBox())!;
  const [blocks, facts, tensors] = [await boxOf('.blocks'), await boxOf('.facts'), await boxOf('.tensors')];
  const page = (await view.page.locator('lens-config-view').boundingBox())!;
  // Facts stand beside the blocks, and what ends the first row ends where the page does.
  expect(facts.y).toBeLessThan(blocks.y + 50);
  const last = tensors.y < blocks.y + 50 ? tensors : facts;
  expect(last.x + last.width).toBeGreaterThan(page.x + page.width - 2);
  expect(tensors.x + tensors.width).toBeGreaterThan(page.x + page.width - 2);
  await view.close();
});
