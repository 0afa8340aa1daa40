import axe from 'axe-core';
import { mkdirSync, writeFileSync } from 'node:fs';
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
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: !greyed } },
    // Preloading copies style sheets into style elements, which the page's policy refuses.
    preload: false,
  };
  const results = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  const grave = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
  );
}

/** How the states of a view are shown for `problemsByState`. */
export interface ShownStates<State> {
  readonly theme: ThemeName;
  /** Of the pictures' names, which begin with the state's. */
  readonly suffix: string;
  readonly show: (state: State) => Promise<void>;
  readonly isGreyed?: (state: State, name: string) => boolean;
}

/** Shows one state after the other, keeps a picture of each, and gives the accessibility problems of those that have any. */
export async function problemsByState<State>(
  page: Page,
  states: Readonly<Record<string, State>>,
  { theme, suffix, show, isGreyed = () => false }: ShownStates<State>,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, state] of Object.entries(states)) {
    await show(state);
    const problems = await accessibilityProblems(page, isGreyed(state, name));
    if (problems.length > 0) found[name] = problems;
    await screenshot(page, theme, `${name}${suffix}`);
  }
  return found;
}

/**
 * Keeps a picture of the page for people to look at: `.cache/screenshots/webview/<theme>/<name>.png`. Straight from the
 * browser, because the driver's own function puts a style sheet into the page, which its policy refuses.
 */
export async function screenshot(page: Page, theme: ThemeName, name: string): Promise<void> {
  const path = join(cache, 'screenshots/webview', theme, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await iconsDrawn(page);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  writeFileSync(path, Buffer.from(data, 'base64'));
}

/** Icons are a font and a style sheet inside of each, which may still be on their way. */
async function iconsDrawn(page: Page): Promise<void> {
  await page.locator('link[rel="stylesheet"]').evaluateAll(async (links) => {
    const late = links.filter((link) => link instanceof HTMLLinkElement && !link.sheet);
    await Promise.all(late.map((link) => new Promise((resolve) => link.addEventListener('load', resolve))));
  });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
