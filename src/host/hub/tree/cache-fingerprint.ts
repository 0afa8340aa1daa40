import { join } from 'node:path';
import { repoIdOf } from '../../../hub/cache/repo-folder';
import { entriesOf, look } from '../../../hub/files/look';

/**
 * A text that is another one once models came, went or changed in the cache: when its folders were last written to. A few
 * looks at each model, no file is read.
 */
export async function cacheFingerprint(cache: string): Promise<string> {
  const models = (await entriesOf(cache)).filter(({ name }) => repoIdOf(name) !== null);
  const parts = await Promise.all(models.map(({ name }) => modelFingerprint(join(cache, name))));
  return models.map(({ name }, index) => `${name} ${parts[index] ?? ''}`).join('\n');
}

async function modelFingerprint(folder: string): Promise<string> {
  const snapshots = join(folder, 'snapshots');
  const commits = (await entriesOf(snapshots)).map(({ name }) => join(snapshots, name));
  const times = await Promise.all([join(folder, 'refs'), join(folder, 'blobs'), snapshots, ...commits].map(written));
  return times.join(' ');
}

async function written(path: string): Promise<number> {
  return (await look(path))?.mtimeMs ?? 0;
}
