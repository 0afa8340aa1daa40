// The extension of the checkout as VS Code's server is given it.
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './paths.mts';

const folders = ['dist', 'media', 'l10n'];
const files = /^package(\.nls.*)?\.json$/;

/**
 * A folder with a copy of what the extension consists of; returns its path. VS Code counts everything below the
 * development path as the extension under development: with the checkout itself its own themes, which lie in `.cache`
 * with the rest of the server, would be among that, and it would put the first of them on, whatever the settings say.
 * Links would not do: by the real path of its code VS Code would not know whose `vscode` API to hand out, and webviews
 * would get typed arrays as plain objects.
 */
export function developmentExtension(): string {
  const folder = join(cache, 'extension');
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(root);
  for (const name of names.filter((candidate) => folders.includes(candidate))) copy(name, folder);
  for (const name of names.filter((candidate) => files.test(candidate)))
    copyFileSync(join(root, name), join(folder, name));
  return folder;
}

function copy(name: string, folder: string): void {
  const target = join(folder, name);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(root, name), target, { recursive: true, filter: (path) => !path.endsWith('.vsix') });
}
