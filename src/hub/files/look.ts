import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';

/** Reasons for which a file or folder counts as not there: a cache is written by others while it is read. */
const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'EINVAL', 'ENAMETOOLONG']);

/** True for an error of the file system that means "there is nothing to read at this path". */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && absent.has(error.code);
}

/** What is at the end of the path, links followed; null where nothing is, or nothing that may be read. */
export async function look(path: string): Promise<Stats | null> {
  return orNull(stat(path));
}

/** True when the path is a folder, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return (await look(path))?.isDirectory() ?? false;
}

/** Entries of a folder, by name; none where it is not there. */
export async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = (await orNull(readdir(folder, { withFileTypes: true }))) ?? [];
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The value, or null when the file system says that there is nothing. Other failures are thrown on. */
export async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
