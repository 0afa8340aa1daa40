import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../../tools/vscode/browser.mts';
import { developmentExtension } from '../../../tools/vscode/development-extension.mts';
import { demo } from '../../../tools/vscode/paths.mts';
import { startServer, type ServerOptions, type VsCodeServer } from '../../../tools/vscode/server.mts';
import type { Settings } from '../../../tools/vscode/settings.mts';
import { Workbench } from './workbench';

export interface OpenOptions {
  /** User settings on top of the calm ones. */
  readonly settings?: Settings;
  /** A packaged extension to test instead of the checkout. */
  readonly vsix?: string;
  /** Folder whose copy is the workspace; the sample workspace by default. */
  readonly workspace?: string;
  /** File of the workspace that is open at the start. */
  readonly file?: string;
  /** Whether the workspace is restricted until a person trusts it. */
  readonly workspaceTrust?: boolean;
  /** Variables for VS Code and everything it starts. */
  readonly env?: Readonly<Record<string, string>>;
  readonly size?: { readonly width: number; readonly height: number };
}

/** A window that is open, and how to close it with all that belongs to it. */
export interface OpenWorkbench {
  readonly workbench: Workbench;
  close(): Promise<void>;
}

/**
 * Starts VS Code's server with the extension and opens a window on a copy of the workspace, so that tests may write.
 * Resolves when the workbench is up and, with `file`, its editor is open.
 */
export async function openWorkbench(options: OpenOptions = {}): Promise<OpenWorkbench> {
  const folder = join(mkdtempSync(join(tmpdir(), 'model-lens-ui-')), 'course');
  cpSync(options.workspace ?? demo, folder, { recursive: true });
  const server = await startServer(pick(options));
  try {
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: options.size ?? { width: 1400, height: 900 }, colorScheme: 'dark' });
    await stayLocal(page, server);
    const workbench = new Workbench(page, server, folder);
    await page.goto(windowOf(server, folder, options));
    await workbench.ready(options.file);
    return { workbench, close: () => close(() => browser.close(), server, folder) };
  } catch (error) {
    await close(undefined, server, folder);
    throw error;
  }
}

function pick({ settings, vsix, env, workspaceTrust = false }: OpenOptions): ServerOptions {
  return { ...(settings && { settings }), ...(vsix && { vsix }), ...(env && { env }), workspaceTrust };
}

function windowOf(server: VsCodeServer, folder: string, options: OpenOptions): string {
  return server.address({
    folder,
    ...(options.vsix ? {} : { extension: developmentExtension() }),
    ...(options.file ? { file: join(folder, options.file) } : {}),
  });
}

/** Tests see no network: what VS Code would fetch from elsewhere fails at once, as it does offline. */
async function stayLocal(page: Page, server: VsCodeServer): Promise<void> {
  await page.route(
    (url) => /^https?:$/.test(url.protocol) && url.origin !== server.origin,
    (route) => route.abort(),
  );
}

async function close(closeBrowser: (() => Promise<void>) | undefined, server: VsCodeServer, folder: string) {
  await closeBrowser?.();
  await server.stop();
  rmSync(join(folder, '..'), { recursive: true, force: true, maxRetries: 5 });
}
