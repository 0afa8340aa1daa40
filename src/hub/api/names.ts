import { LensError } from '../../common/errors/lens-error';
import { isSafePath } from '../files/safe-path';
import { isRepoId, isRevision } from '../names/model-name';

/** A file of a model at a revision. */
export interface FileName {
  readonly id: string;
  readonly revision: string;
  readonly path: string;
}

/** @throws LensError `usage` for what cannot be part of an address of the Hub without changing where it leads */
export function checkNames({ id, revision, path }: { id: string; revision?: string | null; path?: string }): void {
  if (!isRepoId(id)) throw new LensError('usage', `"${id}" is not a model id of the Hub.`);
  if (revision !== undefined && revision !== null && !isRevision(revision)) {
    throw new LensError('usage', `"${revision}" is not a revision of a Hub repository.`);
  }
  if (path !== undefined && !isSafePath(path)) {
    throw new LensError('usage', `"${path}" is not the path of a file that may be read.`);
  }
}

/** The address of a model in the Hub's API, checked. @throws LensError `usage` */
export function apiUrl(endpoint: string, id: string, rest = ''): string {
  checkNames({ id });
  return `${endpoint}/api/models/${id}${rest}`;
}

/** The address of a file, every part encoded. @throws LensError `usage` */
export function resolveUrl(endpoint: string, file: FileName): string {
  checkNames(file);
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  return `${endpoint}/${file.id}/resolve/${encodeURIComponent(file.revision)}/${path}`;
}
