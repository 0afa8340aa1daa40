import { join } from 'node:path';
import { deleteModel } from '../../../hub/cache/delete-model';
import { listRefs } from '../../../hub/cache/refs';
import { repoFolderName } from '../../../hub/cache/repo-folder';
import { discardPartials, partialDownload } from '../../../hub/download/download-model';
import { isFolder } from '../../../hub/files/look';
import type { DownloadRequest } from './download-entry';

/**
 * Deletes what a cancelled download has left. Of a model of which the cache had nothing before (`fresh`), and which was
 * never whole (the ref is written last), files that are complete go as well, unless another process is at work on it.
 */
export async function discardDownload(
  cache: string,
  { id, fresh }: Pick<DownloadRequest, 'id' | 'fresh'>,
): Promise<void> {
  await discardPartials(cache, id);
  if (!fresh) return;
  const folder = join(cache, repoFolderName(id));
  const wasWhole = (await listRefs(folder)).size > 0;
  if (wasWhole || !(await isFolder(folder)) || (await partialDownload(cache, id)) > 0) return;
  await deleteModel(cache, id);
}
