import { join } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { readCachedModel, type CachedModel, type CachedRevision } from '../cache/cached-models';
import { isCommit, readRef } from '../cache/refs';
import { repoFolderName, repoIdOf } from '../cache/repo-folder';
import { entriesOf, isFolder } from '../files/look';
import type { ModelName } from '../names/model-name';

const mostNamed = 5;

/** The cache has no such model, or not this revision of it: it could be fetched. */
export class NotCachedError extends LensError {
  constructor(
    readonly wanted: ModelName,
    message: string,
    help: string,
  ) {
    super('not-found', message, help);
  }
}

/** Where a revision of a cached model lies. */
export interface CachedLocation {
  readonly commit: string;
  readonly folder: string;
}

/**
 * Finds a model's snapshot in the cache as Python does: the revision is a ref (`main` when none is given) or a full
 * commit. A model that was fetched by commit has no `main`; its only snapshot then serves.
 * @throws NotCachedError that says what the cache has instead
 */
export async function findCachedRevision(cache: string, name: ModelName): Promise<CachedLocation> {
  const repoFolder = join(cache, repoFolderName(name.id));
  const wanted = name.revision ?? 'main';
  const commit = (await readRef(repoFolder, wanted)) ?? (isCommit(wanted) ? wanted : null);
  if (commit !== null) {
    const folder = join(repoFolder, 'snapshots', commit);
    if (await isFolder(folder)) return { commit, folder };
  }
  const model = await readCachedModel(name.id, repoFolder);
  if (!model) throw await notInCache(cache, name);
  const [only] = model.revisions;
  if (name.revision === null && only && model.revisions.length === 1) return only;
  throw revisionMissing(model, name);
}

async function notInCache(cache: string, wanted: ModelName): Promise<NotCachedError> {
  const { id, revision } = wanted;
  const others = (await entriesOf(cache)).flatMap((entry) => repoIdOf(entry.name) ?? []);
  const named = others.slice(0, mostNamed).join(', ');
  const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
  const has = others.length === 0 ? 'The cache has no models.' : `The cache has ${named}${more}.`;
  return new NotCachedError(
    wanted,
    `The model "${id}" is not in the Hugging Face cache (${cache}).`,
    `Get it with "${downloadCommand(id, revision)}", or give the folder of a model. ${has}`,
  );
}

function revisionMissing(model: CachedModel, wanted: ModelName): NotCachedError {
  const { id, revision } = wanted;
  const what = revision === null ? 'no revision "main"' : `not the revision "${revision}"`;
  const has = model.revisions.slice(0, mostNamed).map(describe).join(', ');
  return new NotCachedError(
    wanted,
    `The Hugging Face cache has the model "${id}", but ${what} of it.`,
    `Get it with "${downloadCommand(id, revision)}", or name one that is there: ${has}.`,
  );
}

function describe({ commit, refs }: CachedRevision): string {
  return refs.length > 0 ? `${refs.join(', ')} (${commit.slice(0, 7)})` : commit;
}

function downloadCommand(id: string, revision: string | null): string {
  return `model-lens download ${id}${revision === null ? '' : `@${revision}`}`;
}
