// Bundles the extension: `node tools/build/build.mts [--watch] [--production] [--outdir FOLDER]`.
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, context, type BuildOptions } from 'esbuild';
import { generate } from './generate.mts';
import { writeRunSchema } from './run-schema/write.mts';
import { copyIcons, webviewBuild } from './webviews.mts';

const root = join(import.meta.dirname, '../..');
const {
  values: { watch, production, outdir: folder },
} = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
});
const outdir = resolve(root, folder);

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
  outdir,
  entryPoints: {
    extension: 'src/extension.ts',
    engine: 'src/engine/process/main.ts',
    cli: 'src/cli/main.ts',
  },
  external: ['vscode', 'onnxruntime-node', 'tokenizers'],
};

const webview: BuildOptions = { ...common, ...webviewBuild(join(outdir, 'webview')) };

generate();
rmSync(join(outdir, 'webview'), { recursive: true, force: true });
copyIcons(root, join(outdir, 'webview'));
await writeRunSchema(root, outdir);
if (watch) {
  for (const options of [node, webview]) await (await context(options)).watch();
} else {
  await Promise.all([build(node), build(webview)]);
}
