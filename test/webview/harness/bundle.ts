import { build } from 'esbuild';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyIcons, webviewBuild } from '../../../tools/build/webviews.mts';
import { cache, root } from '../../../tools/vscode/paths.mts';

/** Where the webviews under test lie: bundled as the product's, apart from `dist`. */
export const bundleFolder = join(cache, 'webview-tests');

/** Bundles the webviews once for all test files. */
export async function setup(): Promise<void> {
  copyIcons(root, bundleFolder);
  for (const file of ['vscode-defaults.css', 'vscode-side-bar.css']) {
    copyFileSync(join(root, 'test/webview/themes', file), join(bundleFolder, file));
  }
  await build({ ...webviewBuild(bundleFolder), absWorkingDir: root, sourcemap: 'inline' });
}
