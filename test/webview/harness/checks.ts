import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { cache } from '../../../tools/vscode/paths.mts';
import type { ThemeName } from './themes';

/**
 * What axe-core finds serious or critical in the page, as readable lines. It judges contrast as well, so it must see
 * the page at rest.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const results = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  const grave = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

/** Keeps a picture of the page for people to look at: `.cache/screenshots/webview/<theme>/<name>.png`. */
export async function screenshot(page: Page, theme: ThemeName, name: string): Promise<void> {
  const path = join(cache, 'screenshots/webview', theme, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
}
