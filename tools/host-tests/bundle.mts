// Bundles the in-host tests: every suite is found by its name, none is listed.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { cache, root } from '../vscode/paths.mts';

/** Bundles entry and suites and returns the path of the module whose `run()` VS Code calls. Throws without suites. */
export async function bundleHostTests(): Promise<string> {
  const names = readdirSync(join(root, 'test/host/suite'), { recursive: true }).map(String);
  const suites = names.filter((name) => name.endsWith('.test.ts')).map((name) => join('test/host/suite', name));
  if (suites.length === 0) throw new Error('There is no test in test/host/suite.');
  const outdir = join(cache, 'host-tests');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/host/entry/index.ts', ...suites],
    outdir,
    outbase: 'test/host',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    plugins: [ownFolders],
    logLevel: 'warning',
  });
  return join(outdir, 'entry/index.js');
}

/** Modules that look for files beside themselves find them beside their source: a bundle in CommonJS knows no other place. */
const ownFolders: Plugin = {
  name: 'own-folders',
  setup: (bundling) => {
    bundling.onLoad({ filter: /\.mts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader: 'ts' };
    });
  },
};
