import { isAbsolute } from 'node:path';
import { sampleModelName } from '../../hub/models/resolve-model';
import { isRepoId } from '../../hub/names/model-name';

/** The Hub's id in the name of a model, without its revision; null for the sample and for folders. */
export function hubIdOf(name: string): string | null {
  if (name === sampleModelName || isAbsolute(name)) return null;
  const id = name.split('@', 1)[0] ?? '';
  return isRepoId(id) ? id : null;
}

/** The name under which a revision of a model is used; `main` needs none. */
export function hubName(id: string, revision: string | null): string {
  return revision === null || revision === 'main' ? id : `${id}@${revision}`;
}
