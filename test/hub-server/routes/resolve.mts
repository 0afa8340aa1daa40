import type { Content } from '../content/content.mts';
import { type Exchange, redirect } from '../http/exchange.mts';
import { sendContent } from '../http/send-content.mts';
import { isLfs } from '../repos/lfs.mts';
import type { HubUser } from '../repos/users.mts';
import { commitOf, readableRepo } from './access.mts';
import { entryNotFound } from './hub-error.mts';
import type { HubState } from './hub-state.mts';

interface FileRequest {
  readonly id: string;
  readonly revision: string;
  readonly path: string;
}

/** `/{id}/resolve/{revision}/{path}`: leads to the file, on this host or for large files on another. */
export async function resolve(
  exchange: Exchange,
  state: HubState,
  user: HubUser | null,
  at: FileRequest,
): Promise<void> {
  const { content, commit, id } = open(state, user, at);
  const headers = { 'x-repo-commit': commit, 'x-linked-size': String(content.size), 'accept-ranges': 'bytes' };
  if (isLfs(at.path, content)) {
    const etag = `"${await content.sha256()}"`;
    redirect(exchange, 302, { ...headers, 'x-linked-etag': etag, location: await state.signed.sign(content) });
  } else {
    const etag = `"${await content.gitSha()}"`;
    const path = at.path.split('/').map(encodeURIComponent).join('/');
    const location = `/api/resolve-cache/models/${id}/${commit}/${path}?etag=${encodeURIComponent(etag)}`;
    redirect(exchange, 307, { ...headers, 'x-linked-etag': etag, location });
  }
}

/** `/api/resolve-cache/models/{id}/{commit}/{path}`: a small file itself. */
export async function resolveCache(
  exchange: Exchange,
  state: HubState,
  user: HubUser | null,
  at: FileRequest,
): Promise<void> {
  const { content, commit } = open(state, user, at);
  await sendContent(exchange, content, {
    etag: `"${await content.gitSha()}"`,
    'x-repo-commit': commit,
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': 'inline',
  });
}

function open(
  state: HubState,
  user: HubUser | null,
  { id, revision, path }: FileRequest,
): { content: Content; commit: string; id: string } {
  const repo = readableRepo(state, id, user);
  const commit = commitOf(repo, revision);
  const content = repo.files(commit).get(path);
  if (content === undefined) throw entryNotFound(commit);
  return { content, commit, id: repo.id };
}
