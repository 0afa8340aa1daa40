// The packages that cannot be bundled because they load binaries, or are loaded by a process of their own: copied with what
// they need to load, nothing else.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../vscode/paths.mts';
import { binariesOf, type Target } from './targets.mts';

interface NativePackage {
  readonly name: string;
  /** JavaScript, below the package. */
  readonly scripts: (path: string) => boolean;
  /** Those of its dependencies that it needs when it runs, not only when it is installed. */
  readonly dependencies: readonly string[];
}

const packages: readonly NativePackage[] = [
  { name: 'tokenizers', scripts: (path) => path === 'index.js', dependencies: [] },
  { name: 'onnxruntime-node', scripts: (path) => /^dist\/[^/]+\.js$/.test(path), dependencies: ['onnxruntime-common'] },
  { name: 'onnxruntime-common', scripts: (path) => /^dist\/cjs\/.+\.(js|json)$/.test(path), dependencies: [] },
  { name: '@huggingface/jinja', scripts: (path) => path === 'dist/index.cjs', dependencies: [] },
];

/** Those that the extension itself requires. */
export const nativeDependencies = ['onnxruntime-node', 'tokenizers', '@huggingface/jinja'] as const;

/** Copies the packages with the binaries of one target into `staging/node_modules`. */
export function copyNativePackages(staging: string, target: Target): void {
  for (const { name, scripts, dependencies } of packages) {
    const from = join(root, 'node_modules', name);
    const names = readdirSync(from, { recursive: true }).map((path) => String(path).replaceAll('\\', '/'));
    const kept = names.filter((path) => scripts(path) || /^LICENSE/.test(path));
    for (const path of kept) copy(`${name}/${path}`, staging);
    writeManifest(name, dependencies, staging);
  }
  for (const path of binariesOf(target)) copy(path, staging);
}

function copy(path: string, staging: string): void {
  const to = join(staging, 'node_modules', path);
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(root, 'node_modules', path), to);
}

/** The package's manifest with what Node reads when it loads the package. */
function writeManifest(name: string, needed: readonly string[], staging: string): void {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as Record<string, unknown> & { dependencies?: Record<string, string> };
  const dependencies = Object.fromEntries(
    needed.map((dependency) => [dependency, manifest.dependencies?.[dependency]]),
  );
  const { version, license, type, main, exports } = manifest;
  const kept = { name, version, license, type, main, exports, dependencies };
  writeFileSync(join(staging, 'node_modules', name, 'package.json'), JSON.stringify(kept, null, 2));
}
