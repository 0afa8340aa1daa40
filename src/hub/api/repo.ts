import * as v from 'valibot';
import type { RepoInfo } from '../../common/contracts/hub/details-view';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { indexSchema } from '../../common/contracts/tokens';
import { isSafePath } from '../files/safe-path';
import type { HubAccess } from '../http/hub-access';
import { hubJson } from '../http/hub-json';
import { foundModel, looseTexts, modelFieldsSchema } from './fields';
import { apiUrl, checkNames } from './names';
import { readTree } from './tree';

const siblingSchema = v.object({
  rfilename: v.pipe(v.string(), v.check(isSafePath)),
  size: v.fallback(v.nullable(indexSchema), null),
});

const repoSchema = v.object({
  ...modelFieldsSchema.entries,
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
  siblings: v.fallback(v.array(v.unknown()), []),
  cardData: v.fallback(v.object({ language: v.optional(looseTexts, []), license: v.optional(looseTexts, []) }), {
    language: [],
    license: [],
  }),
});

/**
 * What the Hub says of a model: `GET /api/models/{id}/revision/{revision}?blobs=true`. Files whose path is unsafe on some
 * system, or whose size nothing tells, are left out.
 * @param revision a branch, tag or commit; null for `main`
 * @throws LensError as `hubFetch` does
 */
export async function readRepo(
  access: HubAccess,
  id: string,
  revision: string | null,
  signal?: AbortSignal,
): Promise<RepoInfo> {
  checkNames({ id, revision });
  const at = revision === null ? '' : `/revision/${encodeURIComponent(revision)}`;
  const url = apiUrl(access.endpoint, id, `${at}?blobs=true`);
  const { value } = await hubJson(access, url, repoSchema, { signal, about: { id, revision } });
  const { sha: commit, cardData } = value;
  const listed = value.siblings.flatMap((entry) => {
    const sibling = v.safeParse(siblingSchema, entry);
    return sibling.success ? [{ path: sibling.output.rfilename, bytes: sibling.output.size }] : [];
  });
  const complete = listed.every(({ bytes }) => bytes !== null);
  return {
    ...foundModel(id, value, cardData.license[0]),
    revision: revision ?? 'main',
    commit,
    languages: cardData.language,
    files: complete ? sized(listed) : (await readTree(access, id, commit, signal)).map(pathAndBytes),
  };
}

/** The files by path, each once. */
function sized(files: readonly { path: string; bytes: number | null }[]): RepoFile[] {
  const unique = new Map(files.map(({ path, bytes }) => [path, { path, bytes: bytes ?? 0 }]));
  return [...unique.values()];
}

function pathAndBytes({ path, bytes }: RepoFile): RepoFile {
  return { path, bytes };
}
