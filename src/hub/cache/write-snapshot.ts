import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readlink, rename, stat, symlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { orNull } from '../files/look';
import { isLinked } from './linked-blobs';
import { unfinishedPath } from './unfinished';

/** Errors of systems and disks that make no symbolic links, or not for everybody. */
const noLinks = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES', 'EINVAL']);

export interface PlaceParams {
  /** The model's folder in the cache. */
  readonly repoFolder: string;
  readonly commit: string;
  /** The file's path in the repository, checked. */
  readonly path: string;
  /** Where its bytes lie. */
  readonly blob: string;
  /** False where no symbolic links are wanted (`HF_HUB_DISABLE_SYMLINKS`). */
  readonly links: boolean;
  /** True when another file of the same content is still to be placed. */
  readonly keepBlob: boolean;
}

/**
 * Makes a blob visible in a snapshot as Python does: by a relative symbolic link, or where there are none by moving the
 * file there, by a copy where something else needs the blob. What lies there already is replaced at once: there is no
 * moment without the file.
 * @throws LensError `bad-file` when a folder of the snapshot is a link that leads elsewhere
 */
export async function placeInSnapshot(params: PlaceParams): Promise<void> {
  const { repoFolder, commit, path, blob, links } = params;
  const parts = path.split('/');
  const folder = await realFolder(repoFolder, ['snapshots', commit, ...parts.slice(0, -1)]);
  const pointer = join(folder, parts.at(-1) ?? '');
  const target = relative(folder, blob);
  if ((await orNull(readlink(pointer))) === target) return;
  const fresh = unfinishedPath(join(repoFolder, 'blobs'), 'new');
  if (links && (await madeLink(target, fresh))) return rename(fresh, pointer);
  if (await mayMove(params)) return rename(blob, pointer);
  await copyFile(blob, fresh, constants.COPYFILE_FICLONE);
  await rename(fresh, pointer);
}

async function madeLink(target: string, path: string): Promise<boolean> {
  try {
    await symlink(target, path, 'file');
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (noLinks.has(code)) return false;
    throw error;
  }
}

/** A blob that is a link into Python's shared blobs must stay, and so must one that a snapshot links to. */
async function mayMove({ repoFolder, blob, keepBlob }: PlaceParams): Promise<boolean> {
  return !keepBlob && (await lstat(blob)).isFile() && !(await isLinked(repoFolder, blob));
}

/** Makes folders one below the other, and follows none that is a link: a cache may have been laid out by somebody else. */
export async function realFolder(root: string, parts: readonly string[]): Promise<string> {
  await mkdir(root, { recursive: true });
  let folder = root;
  for (const part of parts) {
    folder = join(folder, part);
    await mkdir(folder).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
    if (!(await lstat(folder)).isDirectory()) {
      throw new LensError(
        'bad-file',
        `${folder.split(sep).slice(-3).join('/')} in the Hugging Face cache is not a folder.`,
        'Delete the model from the cache and download it again.',
      );
    }
  }
  return folder;
}

/** The size of a file of a snapshot or a blob, links followed; null when nothing whole is there. */
export async function sizeAt(path: string): Promise<number | null> {
  const stats = await orNull(stat(path));
  return stats?.isFile() ? stats.size : null;
}
