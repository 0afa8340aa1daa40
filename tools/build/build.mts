// Bundles the extension: `node tools/build/build.mts [--watch] [--production]`.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, context, type BuildOptions } from 'esbuild';
import { generate } from './generate.mts';
import { copyIcons, webviewBuild } from './webviews.mts';

const root = join(import.meta.dirname, '../..');
const production = process.argv.includes('--production');

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};

/** Programs that run in Node: what VS Code 1.100 carries is Node 20. Native packages are loaded from node_modules. */
const node: BuildOptions = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outdir: 'dist',
  entryPoints: {
    extension: 'src/extension.ts',
    engine: 'src/engine/process/main.ts',
    cli: 'src/cli/main.ts',
  },
  external: ['vscode', 'onnxruntime-node', 'tokenizers'],
};

const webview: BuildOptions = { ...common, ...webviewBuild('dist/webview') };

generate();
rmSync(join(root, 'dist/webview'), { recursive: true, force: true });
copyIcons(root, join(root, 'dist/webview'));
if (process.argv.includes('--watch')) {
  for (const options of [node, webview]) await (await context(options)).watch();
} else {
  await Promise.all([build(node), build(webview)]);
}
