import { createHash } from 'node:crypto';
import { type Exchange, faultOf, sendJson } from '../http/exchange.mts';
import { describeFile } from '../listing/siblings.mts';
import type { Repo, Snapshot } from '../repos/repo.mts';
import type { HubUser } from '../repos/users.mts';
import { commitOf, visibleRepo } from './access.mts';
import { entryNotFound } from './hub-error.mts';
import type { HubState } from './hub-state.mts';
import { nextLink } from './next-link.mts';

const pageWithCommits = 50;

interface TreeRequest {
  readonly id: string;
  readonly revision: string;
  /** The folder; empty for the root. */
  readonly path: string;
}

/** `GET /api/models/{id}/tree/{revision}[/{path}]`, 1,000 entries a page, 50 with `expand`. */
export async function tree(exchange: Exchange, state: HubState, user: HubUser | null, at: TreeRequest): Promise<void> {
  const repo = visibleRepo(state, at.id, user);
  const commit = commitOf(repo, at.revision);
  const files = repo.files(commit);
  const expand = isTrue(exchange.query.get('expand'));
  const entries = entriesIn(files, at.path, isTrue(exchange.query.get('recursive')));
  if (entries.length === 0 && at.path !== '') throw entryNotFound(commit);
  const start = Number(Buffer.from(exchange.query.get('cursor') ?? '', 'base64url').toString()) || 0;
  const end = start + (expand ? pageWithCommits : state.treePage);
  const page = entries.slice(start, end).map((entry) => describeEntry(state, { repo, commit, expand }, entry));
  const next = faultOf(exchange, 'endless') ? start : end < entries.length ? end : null;
  const cursor = next === null ? null : Buffer.from(String(next)).toString('base64url');
  sendJson(exchange, await Promise.all(page), nextLink(exchange, state.endpoint, cursor));
}

/** Path with its kind. */
export type Entry = readonly [path: string, type: 'file' | 'directory'];

/** Files and folders below a folder, by name. */
function entriesIn(files: Snapshot, folder: string, recursive: boolean): Entry[] {
  const front = folder === '' ? '' : `${folder}/`;
  const found = new Map<string, Entry>();
  for (const path of files.keys()) {
    if (!path.startsWith(front)) continue;
    const parts = path.slice(front.length).split('/');
    for (let depth = 1; depth < (recursive ? parts.length : Math.min(2, parts.length)); depth += 1) {
      const directory = front + parts.slice(0, depth).join('/');
      found.set(`d ${directory}`, [directory, 'directory']);
    }
    if (recursive || parts.length === 1) found.set(`f ${path}`, [path, 'file']);
  }
  return [...found.values()].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Where an entry is, and whether its last commit is told. */
export interface EntryPlace {
  readonly repo: Repo;
  readonly commit: string;
  readonly expand: boolean;
}

/** An entry as the Hub writes it. */
export async function describeEntry(
  { xet }: HubState,
  { repo, commit, expand }: EntryPlace,
  [path, type]: Entry,
): Promise<unknown> {
  const lastCommit = { id: commit, title: 'Upload model', date: repo.facts.lastModified };
  const details = expand ? { lastCommit } : {};
  if (type === 'directory') {
    const oid = createHash('sha1').update(`${commit} ${path}`).digest('hex');
    return { type, oid, size: 0, path, ...details };
  }
  const files = repo.files(commit);
  const [file, content] = [await describeFile(files, path), files.get(path)];
  const xetHash = repo.facts.xet && file.lfs && content ? { xetHash: await xet.add(content) } : {};
  return { type, path, ...file, ...xetHash, ...details };
}

function isTrue(value: string | null): boolean {
  return value !== null && /^(true|1)$/i.test(value);
}
