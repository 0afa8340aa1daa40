import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { cache } from '../../../tools/vscode/paths.mts';
import type { ThemeName } from './themes';

/**
 * What axe-core finds serious or critical in the page, as readable lines. `greyed`: the page shows an old result, greyed
 * on purpose and called stale in words, so its contrast is not judged.
 */
export async function accessibilityProblems(page: Page, greyed = false): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  const options: axe.RunOptions = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: !greyed } } };
  const results = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  const grave = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

/** Keeps a picture of the page for people to look at: `.cache/screenshots/webview/<theme>/<name>.png`. */
export async function screenshot(page: Page, theme: ThemeName, name: string): Promise<void> {
  const path = join(cache, 'screenshots/webview', theme, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  // The driver hides the caret by a style sheet of its own, which the page's policy refuses.
  await page.screenshot({ path, caret: 'initial' });
}
