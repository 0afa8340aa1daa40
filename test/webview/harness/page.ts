import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { webviewHtml, type WebviewName } from '../../../src/host/platform/webview-html';
import { bundleFolder } from './bundle';

const origin = 'https://webview.test';
const nonce = 'bm9uY2Utb2YtdGhlLXRlc3Q';
/** Views that lie on the side bar's background instead of the editor's. */
const inSideBar = ['hub', 'downloads'];
const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

/** Opens an empty page that serves the bundled webviews and collects what goes wrong in it. */
export async function openPage(browser: Browser, size: PageSize): Promise<TestedPage> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.route(`${origin}/**`, serve);
  return { page, problems };
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface TestedPage {
  readonly page: Page;
  /** Errors and warnings of the console, uncaught errors, violations of the policy. */
  readonly problems: string[];
}

/** Loads a webview by the product's own page. */
export async function loadWebview(page: Page, name: WebviewName): Promise<void> {
  await page.goto(`${origin}/${name}.html`);
}

async function serve(route: Route): Promise<void> {
  const path = new URL(route.request().url()).pathname.slice(1);
  if (extname(path) === '.html') {
    await route.fulfill({ contentType: 'text/html', body: htmlOf(path.replace('.html', '')) });
    return;
  }
  try {
    await route.fulfill({
      contentType: types[extname(path)] ?? 'text/plain',
      body: await readFile(join(bundleFolder, path)),
    });
  } catch {
    await route.fulfill({ status: 404, body: `${path} is not in the bundle` });
  }
}

function htmlOf(name: string): string {
  return webviewHtml({
    title: 'Model Lens',
    language: 'en',
    script: `${origin}/${name}.js`,
    styles: [
      { href: `${origin}/codicon.css`, id: 'vscode-codicon-stylesheet' },
      { href: `${origin}/${name}.css` },
      { href: `${origin}/vscode-defaults.css` },
      ...(inSideBar.includes(name) ? [{ href: `${origin}/vscode-side-bar.css` }] : []),
    ],
    cspSource: origin,
    nonce,
    translations: undefined,
  });
}
