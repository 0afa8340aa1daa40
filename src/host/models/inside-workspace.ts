import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';

/**
 * True when a folder lies in one of others, such as the workspace's, or a link on either side leads there. Of a folder
 * that does not exist the path is compared as it is.
 */
export async function isInside(folder: string, folders: readonly string[]): Promise<boolean> {
  const candidates = await spellings(folder);
  for (const root of folders) {
    const roots = await spellings(root);
    if (candidates.some((candidate) => roots.some((start) => contains(start, candidate)))) return true;
  }
  return false;
}

function contains(root: string, folder: string): boolean {
  const path = relative(root, folder);
  return path === '' || (!isAbsolute(path) && path !== '..' && !/^\.\.[\\/]/.test(path));
}

async function spellings(folder: string): Promise<string[]> {
  const plain = resolve(folder);
  try {
    return [plain, await realpath(plain)];
  } catch {
    // Not there: nothing can be read from it either.
    return [plain];
  }
}
