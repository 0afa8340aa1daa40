import type { Content } from '../content/content.mts';
import { isLfs, type Repo, type RepoSpec } from '../repos/repo.mts';

/** What a listing tells of a model: of a repository, or of one that is only listed. */
export type Listed = Pick<
  RepoSpec,
  'id' | 'task' | 'library' | 'license' | 'languages' | 'gated' | 'private' | 'lastModified'
> & { readonly downloads: number; readonly likes: number; readonly trendingScore: number };

export function listedOf({ spec }: Repo): Listed {
  const { downloads = 0, likes = 0, trendingScore = 0 } = spec;
  return { ...spec, downloads, likes, trendingScore };
}

/** The tags of a model, from which the Hub's filters work. */
export function tagsOf({ library, license, languages = [], task }: Listed): string[] {
  const all = [library, task, ...languages, license && `license:${license}`, 'region:us'];
  return all.filter((tag) => tag !== undefined);
}

/** A model as the API tells it. With `expand` only those keys come, beside the ids. */
export function modelJson(listed: Listed, expand: readonly string[]): Record<string, unknown> {
  const { id, task, library, downloads, likes, trendingScore, gated = false, lastModified } = listed;
  const facts: Record<string, unknown> = {
    author: id.includes('/') ? id.split('/')[0] : undefined,
    createdAt: '2022-03-02T23:29:04.000Z',
    downloads,
    gated,
    lastModified: lastModified ?? '2024-05-01T12:00:00.000Z',
    library_name: library,
    likes,
    pipeline_tag: task,
    private: listed.private ?? false,
    tags: tagsOf(listed),
    trendingScore,
  };
  const wanted = expand.length === 0 ? facts : Object.fromEntries(expand.map((key) => [key, facts[key]]));
  return { _id: Buffer.from(id).toString('hex').slice(0, 24).padEnd(24, '0'), id, modelId: id, ...wanted };
}

/** A repository at a commit as the API tells it. */
export function repoJson(repo: Repo, commit: string, { blobs, expand }: { blobs: boolean; expand: readonly string[] }) {
  const files = [...repo.files(commit)];
  const siblings = files.map(([path, { size }]) => ({ rfilename: path, ...(blobs ? { size } : {}) }));
  const { license, languages, library, task } = repo.spec;
  const own: Record<string, unknown> = {
    sha: commit,
    siblings,
    disabled: false,
    cardData: { license, language: languages, library_name: library, pipeline_tag: task },
  };
  const wanted =
    expand.length === 0 ? own : Object.fromEntries(expand.flatMap((key) => (key in own ? [[key, own[key]]] : [])));
  return { ...modelJson(listedOf(repo), expand), ...wanted };
}

/** A file as the tree tells it. */
export async function fileJson(path: string, content: Content): Promise<Record<string, unknown>> {
  const plain = { type: 'file', oid: await content.gitSha(), size: content.size, path };
  if (!isLfs(path, content)) return plain;
  return { ...plain, lfs: { oid: await content.sha256(), size: content.size, pointerSize: 134 } };
}
