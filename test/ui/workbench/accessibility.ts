import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe-core finds serious or critical in a view, as readable lines. Judge a view at rest: it measures contrast. */
export async function accessibilityProblems(frame: Frame): Promise<string[]> {
  await frame.evaluate(() => {
    // VS Code draws the background behind the page, where axe does not see it and takes white.
    document.documentElement.style.backgroundColor = 'var(--vscode-editor-background)';
  });
  await frame.evaluate(`${axe.source}; undefined`);
  const results = await frame.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));
}
