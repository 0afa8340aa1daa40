import type { ConsoleMessage, Page } from 'playwright-core';

const ourScripts = /\/dist\/webview\//;
/** Under the address of the page around it the refusals of a webview's content security policy are reported. */
const webviews = /\/dist\/webview\/|vscode-webview|\/webview\/browser\/pre\//;

/** Collects errors on the console of our webviews, warnings of their scripts, and errors that nobody caught there. */
export function watchWebviews(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    if (isProblem(message)) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', ({ stack, message }) => {
    if (webviews.test(stack ?? '')) problems.push(message);
  });
  return problems;
}

function isProblem(message: ConsoleMessage): boolean {
  const { url } = message.location();
  // VS Code warns of the sandbox of its own frames.
  if (message.type() === 'warning') return ourScripts.test(url);
  return message.type() === 'error' && webviews.test(url);
}
