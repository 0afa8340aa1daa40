import type { TestHubState } from '../state.mts';
import { isRefusal, refusal, refuseFiles, refuseRepo, whoAsks, type Account, type Refusal } from './access.mts';
import { sendJson, type Exchange } from './exchange.mts';
import { answerListing, expandOf, nextAddress } from './listing.mts';
import { fileJson, repoJson } from './model-json.mts';
import type { Repo } from '../repos/repo.mts';

const treePage = 1000;

/** Answers what lies under `/api/`. */
export async function answerApi(exchange: Exchange, state: TestHubState): Promise<void> {
  const account = whoAsks(exchange.request, state.accounts);
  if (isRefusal(account)) {
    refuse(exchange, account);
    return;
  }
  const path = decodeURIComponent(exchange.url.pathname);
  if (path === '/api/whoami-v2') {
    answerWhoAmI(exchange, account);
    return;
  }
  if (path === '/api/models') {
    answerListing(exchange, state.catalogue, state.endpoint);
    return;
  }
  const match = /^\/api\/models\/(.+?)(?:\/(revision|tree|refs|paths-info)(?:\/(.+))?)?$/.exec(path);
  if (!match) {
    refuse(exchange, refusal(404, 'NotFound', 'x-error-message'));
    return;
  }
  const [, id = '', what = 'revision', rest = 'main'] = match;
  const repo = state.repo(id);
  const refused = refuseRepo(repo, account);
  if (refused || !repo) {
    refuse(exchange, refused ?? refusal(404, 'RepoNotFound', 'x-error-code'));
    return;
  }
  if (what === 'refs') {
    answerRefs(exchange, repo);
    return;
  }
  const found = revisionIn(repo, rest);
  if (!found) {
    refuse(exchange, refusal(404, 'RevisionNotFound', 'x-error-code', `Invalid rev id: ${rest}`));
    return;
  }
  if (what === 'revision') {
    answerRepo(exchange, repo, found.commit);
    return;
  }
  const gate = refuseFiles(repo, account);
  // The Hub lists the files of a gated repository for everybody, and gives them to those who agreed.
  if (gate && what === 'paths-info') {
    refuse(exchange, gate);
    return;
  }
  if (what === 'tree') return answerTree(exchange, repo, found, state.endpoint);
  return answerPathsInfo(exchange, repo, found.commit);
}

export function refuse(exchange: Exchange, { status, headers, error }: Refusal): void {
  sendJson(exchange, { error }, status, headers);
}

interface RevisionPath {
  readonly commit: string;
  readonly path: string;
}

/** Splits `rev/path` where the longest revision ends: branches have slashes in their names. */
export function revisionIn(repo: Repo, rest: string): RevisionPath | null {
  const parts = rest.split('/');
  for (let length = parts.length; length > 0; length--) {
    const commit = repo.resolve(parts.slice(0, length).join('/'));
    if (commit !== null) return { commit, path: parts.slice(length).join('/') };
  }
  return null;
}

function answerWhoAmI(exchange: Exchange, account: Account | null): void {
  if (!account) {
    refuse(exchange, refusal(401, 'Invalid username or password.', 'x-error-message'));
    return;
  }
  const { name } = account;
  const auth = { type: 'access_token', accessToken: { displayName: 'test', role: 'read' } };
  sendJson(exchange, { type: 'user', id: name, name, fullname: name, isPro: false, orgs: [], auth });
}

function answerRepo(exchange: Exchange, repo: Repo, commit: string): void {
  const { searchParams } = exchange.url;
  const blobs = /^(1|true)$/i.test(searchParams.get('blobs') ?? '');
  sendJson(exchange, repoJson(repo, commit, { blobs, expand: expandOf(searchParams) }));
}

function answerRefs(exchange: Exchange, repo: Repo): void {
  const list = (refs: ReadonlyMap<string, string>, kind: string) =>
    [...refs].map(([name, targetCommit]) => ({ name, ref: `refs/${kind}/${name}`, targetCommit }));
  sendJson(exchange, { branches: list(repo.branches, 'heads'), tags: list(repo.tags, 'tags'), converts: [] });
}

async function answerTree(
  exchange: Exchange,
  repo: Repo,
  { commit, path }: RevisionPath,
  endpoint: string,
): Promise<void> {
  const { searchParams } = exchange.url;
  const recursive = /^(1|true)$/i.test(searchParams.get('recursive') ?? '');
  const from = Number(Buffer.from(searchParams.get('cursor') ?? '', 'base64url').toString() || 0);
  const below = path === '' ? '' : `${path}/`;
  const files = [...repo.files(commit)].filter(
    ([name]) => name.startsWith(below) && (recursive || !name.slice(below.length).includes('/')),
  );
  const page = await Promise.all(files.slice(from, from + treePage).map(([name, content]) => fileJson(name, content)));
  const folders = from > 0 ? [] : foldersOf([...repo.files(commit).keys()], below, recursive);
  const more = from + treePage < files.length;
  const link = more ? { link: `<${nextAddress(exchange.url, endpoint, from + treePage)}>; rel="next"` } : {};
  sendJson(exchange, [...folders, ...page], 200, link);
}

function foldersOf(paths: readonly string[], below: string, recursive: boolean): Record<string, unknown>[] {
  const inside = paths.filter((path) => path.startsWith(below)).map((path) => path.slice(below.length).split('/'));
  const names = inside.flatMap((parts) =>
    parts
      .slice(0, -1)
      .map((_, index) => parts.slice(0, index + 1).join('/'))
      .slice(0, recursive ? undefined : 1),
  );
  return [...new Set(names)].map((name) => ({ type: 'directory', oid: '0'.repeat(40), size: 0, path: below + name }));
}

async function answerPathsInfo(exchange: Exchange, repo: Repo, commit: string): Promise<void> {
  const asked = await pathsOf(exchange);
  const files = [...repo.files(commit)].filter(([path]) => asked.includes(path));
  sendJson(exchange, await Promise.all(files.map(([path, content]) => fileJson(path, content))));
}

/** The paths that a form or a JSON document asks for. */
async function pathsOf({ request }: Exchange): Promise<string[]> {
  let body = '';
  for await (const piece of request) body += String(piece);
  if (!body.startsWith('{')) return new URLSearchParams(body).getAll('paths');
  const { paths } = JSON.parse(body) as { paths?: string[] };
  return paths ?? [];
}
