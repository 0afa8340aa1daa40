// How the webviews are bundled: one script and one style sheet each, and VS Code's icons beside them.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

/** A folder in `webview` each. */
const names = ['lens', 'lines', 'hub', 'downloads', 'details', 'run', 'form'];

/** The webviews' entries, written to `outdir` (relative to the checkout's root). */
export function webviewBuild(outdir: string): BuildOptions {
  return {
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    outdir,
    entryPoints: Object.fromEntries(names.map((name) => [name, `webview/${name}/main.ts`])),
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    logLevel: 'warning',
    legalComments: 'none',
  };
}

/** Copies the icon font and its style sheet to `folder`. */
export function copyIcons(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of ['codicon.css', 'codicon.ttf']) {
    cpSync(join(root, 'node_modules/@vscode/codicons/dist', file), join(folder, file));
  }
}
