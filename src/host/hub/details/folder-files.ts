import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import type { RepoFacts } from '../../../common/contracts/hub/assessment';
import type { RepoInfo } from '../../../common/contracts/hub/details-view';
import type { RepoFile } from '../../../common/contracts/hub/repo';
import { LensError } from '../../../common/errors/lens-error';
import { snapshotFiles } from '../../../hub/cache/snapshot';
import { look } from '../../../hub/files/look';
import { isSafePath } from '../../../hub/files/safe-path';
import type { FileReader } from '../../../hub/inspect/header-range';
import { memoryForModels } from '../../../hub/inspect/memory';
import { readRepoFacts } from '../../../hub/inspect/repo-facts';

/** A model as it lies in a folder. The Hub's numbers are not known of it. */
export async function folderInfo(id: string, folder: string, revision: string, commit: string): Promise<RepoInfo> {
  return { ...unknownOnHub, id, revision, commit, languages: [], files: await filesOf(folder) };
}

/** What an assessment needs from a model in a folder. Throws a LensError when its files cannot be read. */
export async function folderFacts(info: RepoInfo, folder: string): Promise<RepoFacts> {
  return readRepoFacts(folderReader(folder), info, memoryForModels());
}

/** A text file of a folder, null when it is not there. @throws LensError `too-big` */
export async function readFolderText(folder: string, path: string, maxBytes: number): Promise<string | null> {
  const stats = await look(join(folder, path));
  if (!stats?.isFile()) return null;
  if (stats.size > maxBytes) throw new LensError('too-big', t('"{0}" is larger than {1} bytes.', path, maxBytes));
  return readFile(join(folder, path), 'utf8');
}

const unknownOnHub = {
  task: null,
  library: null,
  license: null,
  downloads: 0,
  likes: 0,
  gated: false,
  private: false,
  lastModified: null,
} as const;

async function filesOf(folder: string): Promise<RepoFile[]> {
  const files = await snapshotFiles(folder);
  return files.filter(({ path }) => isSafePath(path)).map(({ path, bytes }) => ({ path, bytes }));
}

function folderReader(folder: string): FileReader {
  return {
    readText: (_id, _revision, path, maxBytes) => readFolderText(folder, path, maxBytes),
    readRange: async (_id, _revision, path, start, end) => {
      const file = await open(join(folder, path), 'r');
      try {
        const { bytesRead, buffer } = await file.read(new Uint8Array(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}
