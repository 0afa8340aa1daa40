import { bytesContent, type Content } from '../content/content.mts';
import { type Exchange, redirect, sendText } from '../http/exchange.mts';
import { sendContent } from '../http/send-content.mts';
import { isLfs, lfsPointer } from '../repos/lfs.mts';
import type { Repo } from '../repos/repo.mts';
import type { HubUser } from '../repos/users.mts';
import { commitOf, readableRepo } from './access.mts';
import { entryNotFound } from './hub-error.mts';
import type { HubState } from './hub-state.mts';
import { asksForXet, xetHeaders, xetType } from './xet.mts';

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
  const { content, commit, repo } = open(state, user, at);
  const headers = { 'x-repo-commit': commit, 'x-linked-size': String(content.size), 'accept-ranges': 'bytes' };
  if (isLfs(at.path, content)) {
    const etag = `"${await content.sha256()}"`;
    const all = { ...headers, 'x-linked-etag': etag, ...(await xetHeaders(state, repo, commit, content)) };
    if (asksForXet(exchange, repo)) sendText(exchange, '{}', { ...all, 'content-type': xetType });
    else redirect(exchange, 302, { ...all, location: await state.signed.sign(content) });
  } else {
    const etag = `"${await content.gitSha()}"`;
    const path = at.path.split('/').map(encodeURIComponent).join('/');
    const location = `/api/resolve-cache/models/${repo.id}/${commit}/${path}?etag=${encodeURIComponent(etag)}`;
    redirect(exchange, 307, { ...headers, 'x-linked-etag': etag, location });
  }
}

/** `/{id}/raw/{revision}/{path}`: what git has, for large files the pointer to them. */
export async function raw(exchange: Exchange, state: HubState, user: HubUser | null, at: FileRequest): Promise<void> {
  const { content, commit } = open(state, user, at);
  const stored = isLfs(at.path, content) ? bytesContent(await lfsPointer(content)) : content;
  await sendContent(exchange, stored, { 'x-repo-commit': commit, 'content-type': 'text/plain; charset=utf-8' });
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
): { content: Content; commit: string; repo: Repo } {
  const repo = readableRepo(state, id, user);
  const commit = commitOf(repo, revision);
  const content = repo.files(commit).get(path);
  if (content === undefined) throw entryNotFound(commit);
  return { content, commit, repo };
}
