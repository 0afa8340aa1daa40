// The extension of the checkout as VS Code's server is given it.
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './paths.mts';

const folders = ['dist', 'media', 'l10n'];
const files = /^package(\.nls.*)?\.json$/;

/**
 * A folder of links to what the extension consists of; returns its path. VS Code counts everything below the
 * development path as the extension under development: with the checkout itself its own themes, which lie in `.cache`
 * with the rest of the server, would be among that, and it would put the first of them on, whatever the settings say.
 */
export function developmentExtension(): string {
  const folder = join(cache, 'extension');
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(root);
  for (const name of names.filter((candidate) => folders.includes(candidate))) link(name, folder);
  for (const name of names.filter((candidate) => files.test(candidate)))
    copyFileSync(join(root, name), join(folder, name));
  return folder;
}

function link(name: string, folder: string): void {
  try {
    // A junction needs no rights on Windows; elsewhere the type is ignored.
    symlinkSync(join(root, name), join(folder, name), 'junction');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
