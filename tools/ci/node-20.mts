// The Node of the oldest VS Code that the extension supports (1.100 runs extensions in Node 20.19), from npm.
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from '../vscode/install-once.mts';
import { cache } from '../vscode/paths.mts';
import { runNpm } from '../vscode/processes.mts';

const version = '20.19.0';

/** Installs it into `.cache/node/20.19.0` unless it is there, and returns the folder of its program. */
export async function node20(): Promise<string> {
  const folder = await installOnce(join(cache, 'node', version), install);
  return join(folder, 'bin');
}

async function install(staging: string): Promise<void> {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const work = join(staging, 'install');
  await mkdir(work);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await runNpm(['install', '--prefix', work, ...quiet, `${name}@${version}`], work);
  await cp(join(work, 'node_modules', name, 'bin'), join(staging, 'bin'), { recursive: true });
}
