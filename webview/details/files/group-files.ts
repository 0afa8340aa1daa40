import type { RepoFile } from '../../../src/common/contracts/hub/repo';

/** A file of the repository, and whether a run needs it. */
export interface FileEntry extends RepoFile {
  readonly needed: boolean;
}

/** A line of the list: a file, or a folder with all that is below it (`path` then ends in a slash). */
export interface FileGroup {
  readonly path: string;
  readonly bytes: number;
  readonly needed: boolean;
  /** Null for a file. */
  readonly files: readonly FileEntry[] | null;
}

/** The files by their folder at the top, those that a run needs first, then by name. */
export function groupFiles(files: readonly RepoFile[], needed: readonly string[]): FileGroup[] {
  const wanted = new Set(needed);
  const folders = new Map<string, FileEntry[]>();
  const groups: FileGroup[] = [];
  for (const file of files) {
    const entry = { ...file, needed: wanted.has(file.path) };
    const slash = file.path.indexOf('/');
    const folder = file.path.slice(0, slash + 1);
    const inside = folders.get(folder);
    if (slash < 0) groups.push({ ...entry, files: null });
    else if (inside) inside.push(entry);
    else folders.set(folder, [entry]);
  }
  for (const [path, inside] of folders) {
    const bytes = inside.reduce((sum, file) => sum + file.bytes, 0);
    groups.push({ path, bytes, needed: inside.some((file) => file.needed), files: inside.sort(compare) });
  }
  return groups.sort(compare);
}

function compare(a: Pick<FileEntry, 'path' | 'needed'>, b: Pick<FileEntry, 'path' | 'needed'>): number {
  return Number(b.needed) - Number(a.needed) || (a.path < b.path ? -1 : 1);
}
