import * as v from 'valibot';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { indexSchema } from '../../common/contracts/tokens';
import { LensError } from '../../common/errors/lens-error';
import { isSafePath } from '../files/safe-path';
import type { HubAccess } from '../http/hub-access';
import { hubJson } from '../http/hub-json';
import { apiUrl, checkNames } from './names';
import { nextCursor } from './pages';

/** A file with what its content is checked against. */
export interface TreeFile extends RepoFile {
  /** The git hash: sha1 of `blob <size>\0` and the content; of the pointer for files in LFS. */
  readonly oid: string;
  /** The sha256 of the content of files in LFS; null for others. */
  readonly sha256: string | null;
}

const entrySchema = v.object({
  type: v.literal('file'),
  path: v.pipe(v.string(), v.check(isSafePath)),
  size: indexSchema,
  oid: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  lfs: v.nullish(v.object({ oid: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), size: indexSchema })),
});
const pageSchema = v.pipe(v.array(v.unknown()), v.maxLength(10_000));

/** A model of 500,000 shards is none; a server whose listing never ends is stopped here. */
const mostPages = 100;

/**
 * Every file of a model at a commit: `GET /api/models/{id}/tree/{commit}?recursive=true`, all pages. Entries with a path
 * that is unsafe on some system, or without a size and a hash, are left out.
 * @throws LensError as `hubFetch` does; `network` for a listing that does not end
 */
export async function readTree(
  access: HubAccess,
  id: string,
  commit: string,
  signal?: AbortSignal,
): Promise<TreeFile[]> {
  checkNames({ id, revision: commit });
  const url = apiUrl(access.endpoint, id, `/tree/${encodeURIComponent(commit)}?recursive=true`);
  const files = new Map<string, TreeFile>();
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const init = { signal, about: { id, revision: commit } };
    const { value, headers } = await hubJson(access, url + next, pageSchema, init);
    for (const entry of value) {
      const file = treeFile(entry);
      if (file) files.set(file.path, file);
    }
    cursor = nextCursor(headers);
    if (cursor === null) return [...files.values()];
  }
  throw new LensError('network', `The list of the files of "${id}" does not end.`, 'Try again later.');
}

function treeFile(entry: unknown): TreeFile | null {
  const result = v.safeParse(entrySchema, entry);
  if (!result.success) return null;
  const { path, size, oid, lfs } = result.output;
  return { path, bytes: lfs?.size ?? size, oid, sha256: lfs?.oid ?? null };
}
