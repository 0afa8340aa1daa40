import { isRepoId } from '../names/model-name';

const prefix = 'models--';

/** The folder name of a model in the cache: `org/name` is `models--org--name`. */
export function repoFolderName(id: string): string {
  return prefix + id.replaceAll('/', '--');
}

/** The model id that a folder of the cache stands for; null for folders of other things. */
export function repoIdOf(folderName: string): string | null {
  if (!folderName.startsWith(prefix)) return null;
  // No part of an id holds two hyphens, so the split is unambiguous.
  const id = folderName.slice(prefix.length).split('--').join('/');
  return isRepoId(id) ? id : null;
}
