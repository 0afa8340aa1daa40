// Puts together what a package holds, in a folder outside the checkout's own.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../vscode/paths.mts';
import { runToEnd } from '../vscode/processes.mts';
import { copyNativePackages, nativeDependencies } from './native-packages.mts';
import { thirdPartyNotices } from './notices.mts';
import type { Target } from './targets.mts';

const shipped = /^(README\.md|CHANGELOG\.md|LICENSE|package\.nls(\..+)?\.json|media|l10n)$/;

/** Fills the empty folder `staging` with the extension for one target: minified, without source maps. */
export async function stage(staging: string, target: Target): Promise<void> {
  const build = join(root, 'tools/build/build.mts');
  await runToEnd(process.execPath, [build, '--production', '--outdir', join(staging, 'dist')], { cwd: root });
  for (const name of readdirSync(root).filter((candidate) => shipped.test(candidate))) {
    cpSync(join(root, name), join(staging, name), { recursive: true });
  }
  writeFileSync(join(staging, 'package.json'), JSON.stringify(shippedManifest(), null, 2));
  writeFileSync(join(staging, 'ThirdPartyNotices.txt'), thirdPartyNotices());
  copyNativePackages(staging, target);
}

/** The manifest without what concerns the checkout only; as dependencies those that are not bundled. */
function shippedManifest(): Record<string, unknown> {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as Record<string, unknown> & { dependencies: Record<string, string> };
  const dependencies = Object.fromEntries(nativeDependencies.map((name) => [name, manifest.dependencies[name]]));
  const own = new Set(['scripts', 'devDependencies', 'allowScripts', 'private']);
  return { ...Object.fromEntries(Object.entries(manifest).filter(([key]) => !own.has(key))), dependencies };
}
