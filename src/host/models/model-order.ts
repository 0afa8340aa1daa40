import { isAbsolute } from 'node:path';
import { sampleModelName } from '../../hub/models/resolve-model';

/** A group of the list of models. */
export type ModelGroup = 'in-use' | 'recent' | 'favourites' | 'sample' | 'downloaded' | 'folders';

export interface KnownModels {
  /** The name under which the model in use was chosen. */
  readonly inUse: string;
  /** Ids in the cache. */
  readonly cached: readonly string[];
  /** Ids and folders that were used, the latest first. */
  readonly recentModels: readonly string[];
  readonly recentFolders: readonly string[];
  /** Ids, the latest first; some may no longer be in the cache. */
  readonly favourites: readonly string[];
}

/**
 * Models in the order in which they are offered, each once: the one in use, recent ones, favourites, the sample, all others
 * of the cache by name, recent folders. Groups without a model are left out.
 */
export function orderModels(known: KnownModels): { readonly group: ModelGroup; readonly names: readonly string[] }[] {
  const { inUse, recentModels, recentFolders, favourites } = known;
  const cached = new Set(known.cached);
  const taken = new Set<string>();
  const take = (group: ModelGroup, names: readonly string[]) => {
    const fresh = names.filter((name) => !taken.has(name));
    for (const name of fresh) taken.add(name);
    return { group, names: fresh };
  };
  return [
    take('in-use', [inUse]),
    take(
      'recent',
      recentModels.filter((id) => cached.has(id)),
    ),
    take('favourites', favourites),
    take('sample', [sampleModelName]),
    take(
      'downloaded',
      known.cached.toSorted((a, b) => a.localeCompare(b)),
    ),
    take('folders', recentFolders.filter(isAbsolute)),
  ].filter(({ names }) => names.length > 0);
}
