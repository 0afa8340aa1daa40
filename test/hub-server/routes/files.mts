import { createHash } from 'node:crypto';
import { isLfs } from '../repos/repo.mts';
import type { TestHubState } from '../state.mts';
import { isRefusal, refusal, refuseFiles, refuseRepo, whoAsks } from './access.mts';
import { refuse, revisionIn } from './api.mts';
import { sendContent, type Exchange } from './exchange.mts';

/** How long a signed address lasts. */
const validMs = 3_600_000;

/**
 * Answers `/{id}/resolve/{revision}/{path}`: large files by a redirect to a signed address on the other origin, others by
 * one to `/api/resolve-cache`, where their bytes are.
 */
export async function answerResolve(exchange: Exchange, state: TestHubState): Promise<void> {
  const cached = exchange.url.pathname.startsWith('/api/resolve-cache/');
  const split = cached
    ? /^\/api\/resolve-cache\/models\/(.+?)\/([0-9a-f]{40}\/.+)$/.exec(exchange.url.pathname)
    : /^\/(.+?)\/(?:resolve|raw)\/(.+)$/.exec(exchange.url.pathname);
  if (!split) {
    refuse(exchange, refusal(404, 'NotFound', 'x-error-message'));
    return;
  }
  const [id, rest] = [decodeURIComponent(split[1] ?? ''), decodeURIComponent(split[2] ?? '')];
  const account = whoAsks(exchange.request, state.accounts);
  if (isRefusal(account)) {
    refuse(exchange, account);
    return;
  }
  const repo = state.repo(id);
  const refused = refuseRepo(repo, account) ?? (repo ? refuseFiles(repo, account) : null);
  if (refused || !repo) {
    refuse(exchange, refused ?? refusal(404, 'RepoNotFound', 'x-error-code'));
    return;
  }
  const found = revisionIn(repo, rest);
  if (!found) {
    refuse(exchange, refusal(404, 'RevisionNotFound', 'x-error-code', 'Invalid rev id'));
    return;
  }
  const content = repo.files(found.commit).get(found.path);
  const commitHeader = { 'x-repo-commit': found.commit };
  if (!content) {
    const missing = refusal(404, 'EntryNotFound', 'x-error-code', 'Entry not found');
    refuse(exchange, { ...missing, headers: { ...missing.headers, ...commitHeader } });
    return;
  }
  if (isLfs(found.path, content)) {
    const sha256 = await content.sha256();
    const location = state.sign(id, found.commit, found.path);
    const linked = { 'x-linked-size': String(content.size), 'x-linked-etag': `"${sha256}"` };
    exchange.response.writeHead(302, { ...commitHeader, ...linked, location, 'content-length': 0 }).end();
    return;
  }
  if (!cached) {
    const location = `/api/resolve-cache/models/${id}/${found.commit}/${encodePath(found.path)}`;
    exchange.response.writeHead(307, { ...commitHeader, location, 'content-length': 0 }).end();
    return;
  }
  await sendContent(exchange, content, { ...commitHeader, etag: `"${await content.gitSha()}"` });
}

/** Answers a signed address on the origin of the large files. */
export async function answerSigned(exchange: Exchange, state: TestHubState): Promise<void> {
  const { searchParams, pathname } = exchange.url;
  const expires = Number(searchParams.get('Expires'));
  const signed = searchParams.get('Signature') === signature(pathname, expires);
  if (!signed || expires < Date.now()) {
    exchange.response
      .writeHead(403, { 'content-type': 'application/xml' })
      .end('<Error><Code>AccessDenied</Code></Error>');
    return;
  }
  const [id = '', commit = '', path = ''] = Buffer.from(pathname.slice(1), 'base64url').toString().split('\n');
  const content = state.repo(id)?.files(commit).get(path);
  if (!content) {
    refuse(exchange, refusal(404, 'NoSuchKey', 'x-error-message'));
    return;
  }
  await sendContent(exchange, content, { etag: `"${await content.sha256()}"` });
}

/** A signed address of a file on the other origin, as a path with a query. */
export function signedPath(id: string, commit: string, path: string): string {
  const pathname = `/${Buffer.from([id, commit, path].join('\n')).toString('base64url')}`;
  const expires = Date.now() + validMs;
  return `${pathname}?Expires=${expires}&Signature=${signature(pathname, expires)}`;
}

function signature(pathname: string, expires: number): string {
  return createHash('sha256').update(`test ${pathname} ${expires}`).digest('hex').slice(0, 32);
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
