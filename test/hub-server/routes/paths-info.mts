import type { IncomingMessage } from 'node:http';
import { type Exchange, sendJson } from '../http/exchange.mts';
import type { HubUser } from '../repos/users.mts';
import { commitOf, visibleRepo } from './access.mts';
import { badRequest } from './hub-error.mts';
import type { HubState } from './hub-state.mts';
import { describeEntry, type Entry } from './tree.mts';

const mostBytes = 10_000_000;

/** `POST /api/models/{id}/paths-info/{revision}`: entries of a tree by their paths; those that are not there are left out. */
export async function pathsInfo(
  exchange: Exchange,
  state: HubState,
  user: HubUser | null,
  { id, revision }: { readonly id: string; readonly revision: string },
): Promise<void> {
  const repo = visibleRepo(state, id, user);
  const commit = commitOf(repo, revision);
  const { paths, expand } = await readBody(exchange.request);
  const all = [...repo.files(commit).keys()];
  const entries = paths.flatMap((path): Entry[] => {
    if (all.includes(path)) return [[path, 'file']];
    return all.some((each) => each.startsWith(`${path}/`)) ? [[path, 'directory']] : [];
  });
  sendJson(exchange, await Promise.all(entries.map((entry) => describeEntry(state, { repo, commit, expand }, entry))));
}

/** Python sends a form, JavaScript sends JSON. */
async function readBody(request: IncomingMessage): Promise<{ paths: string[]; expand: boolean }> {
  const text = await readText(request);
  if (!request.headers['content-type']?.includes('json')) {
    const form = new URLSearchParams(text);
    return { paths: form.getAll('paths'), expand: /^true$/i.test(form.get('expand') ?? '') };
  }
  const { paths, expand } = JSON.parse(text) as { paths?: string[]; expand?: boolean };
  if (!Array.isArray(paths)) throw badRequest('"paths" is required');
  return { paths, expand: expand === true };
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > mostBytes) throw badRequest('The body is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
