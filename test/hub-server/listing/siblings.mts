import { gitHash, isLfs, lfsPointer } from '../repos/lfs.mts';
import type { Snapshot } from '../repos/repo.mts';

/** The files of a commit as a model's description lists them, with sizes and hashes on `blobs`. */
export async function siblingsOf(files: Snapshot, blobs: boolean): Promise<unknown[]> {
  const paths = [...files.keys()].sort();
  if (!blobs) return paths.map((rfilename) => ({ rfilename }));
  return Promise.all(
    paths.map(async (rfilename) => {
      const file = await describeFile(files, rfilename);
      return { rfilename, blobId: file.oid, size: file.size, ...(file.lfs ? { lfs: withSha(file.lfs) } : {}) };
    }),
  );
}

export interface DescribedFile {
  readonly oid: string;
  readonly size: number;
  readonly lfs?: { readonly oid: string; readonly size: number; readonly pointerSize: number };
}

/** Hash and size of a file that is there, with those of its content where git has a pointer only. */
export async function describeFile(files: Snapshot, path: string): Promise<DescribedFile> {
  const content = files.get(path);
  if (content === undefined) throw new Error(`There is no file ${path}.`);
  const oid = await gitHash(path, content);
  if (!isLfs(path, content)) return { oid, size: content.size };
  const pointerSize = (await lfsPointer(content)).length;
  return { oid, size: content.size, lfs: { oid: await content.sha256(), size: content.size, pointerSize } };
}

/** Descriptions of models call the hash `sha256`, trees call it `oid`. */
function withSha({ oid, size, pointerSize }: NonNullable<DescribedFile['lfs']>): unknown {
  return { sha256: oid, size, pointerSize };
}
