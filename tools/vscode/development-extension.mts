// The extension of the checkout as VS Code's server is given it.
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './paths.mts';
import { isRunning } from './processes.mts';

const shipped = /^(dist|media|l10n|package(\.nls.*)?\.json)$/;

/**
 * A folder with a copy of what the extension consists of; returns its path. VS Code counts everything below the
 * development path as the extension under development: with the checkout itself its own themes, which lie in `.cache`
 * with the rest of the server, would be among that, and it would put the first of them on, whatever the settings say.
 * Links would not do: by the real path of its code VS Code would not know whose `vscode` API to hand out, and webviews
 * would get typed arrays as plain objects.
 */
export function developmentExtension(): string {
  const copies = join(cache, 'extension');
  mkdirSync(copies, { recursive: true });
  // One copy a process, so that no test changes the extension under another one; those of ended processes go.
  for (const pid of readdirSync(copies)) if (!isRunning(Number(pid))) remove(join(copies, pid));
  const folder = join(copies, String(process.pid));
  remove(folder);
  mkdirSync(folder);
  for (const name of readdirSync(root)) if (shipped.test(name)) copy(join(root, name), join(folder, name));
  return folder;
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('.vsix') });
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
