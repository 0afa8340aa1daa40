import { type Exchange, sendJson } from '../http/exchange.mts';
import { type HubUser, userOf, whoAmI } from '../repos/users.mts';
import { badToken, HubError } from './hub-error.mts';
import type { HubState } from './hub-state.mts';
import { listModels } from './list-models.mts';
import { pathsInfo } from './paths-info.mts';
import { refs } from './refs.mts';
import { repoInfo } from './repo-info.mts';
import { raw, resolve, resolveCache } from './resolve.mts';
import { tree } from './tree.mts';
import { xetToken } from './xet.mts';

/** Answers a request to the Hub. @throws HubError */
export async function answer(exchange: Exchange, state: HubState): Promise<void> {
  const user = userOf(exchange.request.headers.authorization, state.users);
  if (user === 'unknown') throw badToken();
  const [first, second, third, ...rest] = exchange.segments;
  if (first !== 'api') return resolveRoute(exchange, state, user);
  if (second === 'whoami-v2') {
    who(exchange, user);
    return;
  }
  if (second === 'resolve-cache' && third === 'models') return cacheRoute(exchange, state, user, rest);
  if (second !== 'models') throw new HubError(404, 'Not found');
  if (third === undefined || third === '') return listModels(exchange, state, user);
  return repoRoute(exchange, state, user, [third, ...rest]);
}

function who(exchange: Exchange, user: HubUser | null): void {
  if (user === null) throw new HubError(401, 'Invalid username or password.');
  sendJson(exchange, whoAmI(user));
}

const verbs = ['revision', 'tree', 'paths-info', 'refs', 'xet-read-token'];

async function repoRoute(
  exchange: Exchange,
  state: HubState,
  user: HubUser | null,
  parts: readonly string[],
): Promise<void> {
  const { id, verb, rest } = split(parts, verbs);
  const { revision, path } = revisionAndPath(rest);
  if (verb === undefined || verb === 'revision') return repoInfo(exchange, state, user, { id, revision });
  if (verb === 'tree') return tree(exchange, state, user, { id, revision, path });
  if (verb === 'paths-info') return pathsInfo(exchange, state, user, { id, revision });
  if (verb === 'refs') refs(exchange, state, user, id);
  else xetToken(exchange, state, user, id);
}

async function resolveRoute(exchange: Exchange, state: HubState, user: HubUser | null): Promise<void> {
  const { id, verb, rest } = split(exchange.segments, ['resolve', 'raw']);
  if (verb === undefined) throw new HubError(404, 'Not found');
  const route = verb === 'raw' ? raw : resolve;
  return route(exchange, state, user, { id, ...revisionAndPath(rest) });
}

async function cacheRoute(
  exchange: Exchange,
  state: HubState,
  user: HubUser | null,
  parts: readonly string[],
): Promise<void> {
  const at = parts.findIndex((part) => /^[0-9a-f]{40}$/.test(part));
  const [id, revision = '', path] = [parts.slice(0, at).join('/'), parts[at], parts.slice(at + 1).join('/')];
  return resolveCache(exchange, state, user, { id, revision, path });
}

/** Model ids have one part or two; what follows is a verb with its own parts. */
function split(parts: readonly string[], known: readonly string[]): { id: string; verb?: string; rest: string[] } {
  const at = [1, 2].find((each) => known.includes(parts[each] ?? ''));
  const verb = at === undefined ? undefined : parts[at];
  if (at === undefined || verb === undefined) return { id: parts.slice(0, 2).join('/'), rest: [] };
  return { id: parts.slice(0, at).join('/'), verb, rest: parts.slice(at + 1) };
}

/** Revisions are one encoded part, but `refs/pr/1` comes unencoded too. */
function revisionAndPath(parts: readonly string[]): { revision: string; path: string } {
  const count = parts[0] === 'refs' ? 3 : 1;
  return { revision: parts.slice(0, count).join('/') || 'main', path: parts.slice(count).join('/') };
}
