// Writes the theme files beside it: what VS Code's window gives its views as `--vscode-*`, read from a running one.
// Run by hand when VS Code's themes change: `npx node test/webview/themes/record-themes.mts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { demo } from '../../../tools/vscode/paths.mts';
import { startServer } from '../../../tools/vscode/server.mts';

const themes = [
  { file: 'dark', name: 'Dark 2026', kind: 'vscode-dark', base: 'vs-dark' },
  { file: 'light', name: 'Light 2026', kind: 'vscode-light', base: 'vs' },
  { file: 'high-contrast', name: 'Default High Contrast', kind: 'vscode-high-contrast', base: 'hc-black' },
];

const server = await startServer();
const browser = await launchBrowser();
try {
  for (const theme of themes) {
    server.configure({ 'workbench.colorTheme': theme.name });
    const page = await browser.newPage();
    await page.goto(server.address({ folder: demo }));
    await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
    await page.locator(`.monaco-workbench.${theme.base}`).waitFor();
    const variables = await page.evaluate(readVariables);
    writeFileSync(
      join(import.meta.dirname, `${theme.file}.json`),
      `${JSON.stringify({ name: theme.name, kind: theme.kind, variables }, null, 2)}\n`,
    );
    console.log(`${theme.name}: ${Object.keys(variables).length} variables`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

/** In the page: the colours of the window's style sheets, computed on the workbench (a webview gets no others). */
function readVariables(): Record<string, string> {
  const workbench = document.querySelector('.monaco-workbench');
  if (!workbench) throw new Error('There is no workbench');
  const names = new Set<string>();
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSStyleRule)
        for (const name of rule.style) if (name.startsWith('--vscode-')) names.add(name);
    }
  }
  const computed = getComputedStyle(workbench);
  const pairs = [...names].sort().map((name) => [name, computed.getPropertyValue(name).trim()] as const);
  return Object.fromEntries(pairs.filter(([, value]) => /^(#|rgb)/.test(value)));
}
