import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/**
 * What axe-core finds serious or critical in a view, as readable lines. Judge a view at rest: it measures contrast.
 * `greyed`: the view shows an old result, greyed on purpose and called stale in words, so its contrast is not judged.
 */
export async function accessibilityProblems(
  frame: Frame,
  { greyed = false, background = 'editor' }: { greyed?: boolean; background?: 'editor' | 'sideBar' } = {},
): Promise<string[]> {
  await frame.evaluate((part) => {
    // VS Code draws the background behind the page, where axe does not see it and takes white.
    document.documentElement.style.backgroundColor = `var(--vscode-${part}-background)`;
  }, background);
  await frame.evaluate(`${axe.source}; undefined`);
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: !greyed } },
    // Preloading copies style sheets into style elements, which the page's policy refuses.
    preload: false,
  };
  const results = await frame.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));
}
