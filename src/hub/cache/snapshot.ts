import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf, look, orNull } from '../files/look';

/** A file of a snapshot that is really there. `realPath` is where its bytes lie: a blob, or the file itself on Windows. */
export interface SnapshotFile {
  readonly path: string;
  readonly realPath: string;
  readonly bytes: number;
  /** Last time it was read or written, in milliseconds since 1970; as coarse as the file system keeps it. */
  readonly lastUsed: number;
}

const maxDepth = 8;
const maxFiles = 20_000;

/**
 * The files of a snapshot folder, paths relative with `/`, links followed. Dangling links (a download that was cut off,
 * a blob that was deleted) are left out, and so are links to folders.
 */
export async function snapshotFiles(folder: string): Promise<SnapshotFile[]> {
  const files: SnapshotFile[] = [];
  const visit = async (prefix: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(join(folder, prefix))) {
      if (files.length >= maxFiles) return;
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (!entry.isDirectory()) {
        const file = await snapshotFile(folder, path);
        if (file) files.push(file);
      } else if (depth < maxDepth) await visit(path, depth + 1);
    }
  };
  await visit('', 1);
  return files;
}

async function snapshotFile(folder: string, path: string): Promise<SnapshotFile | null> {
  const full = join(folder, path);
  const [stats, realPath] = await Promise.all([look(full), orNull(realpath(full))]);
  if (!stats?.isFile() || realPath === null) return null;
  return { path, realPath, bytes: stats.size, lastUsed: Math.max(stats.atimeMs, stats.mtimeMs) };
}

export const weightKinds = ['safetensors', 'bin', 'onnx'] as const;
export type WeightKind = (typeof weightKinds)[number];

const weightPatterns: Record<WeightKind, RegExp> = {
  safetensors: /^model(-\d{5}-of-\d{5})?\.safetensors$/,
  bin: /^pytorch_model(-\d{5}-of-\d{5})?\.bin$/,
  onnx: /\.onnx$/,
};

/** The kind of weights that would be used: safetensors, then `.bin`, then ONNX; null without any (an adapter is none). */
export function weightKindOf(files: readonly SnapshotFile[]): WeightKind | null {
  return weightKinds.find((kind) => files.some(({ path }) => weightPatterns[kind].test(path))) ?? null;
}
