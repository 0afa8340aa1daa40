import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What is wrong with a cache that should be whole whatever happened to the programs that wrote it; nothing when it is. */
export function cacheProblems(cache: string): string[] {
  const repos = readdirSync(cache).filter((name) => name.startsWith('models--'));
  const strays = filesBelow(cache).filter(
    (path) => path.endsWith('.incomplete') && basename(dirname(path)) !== 'blobs',
  );
  return [
    ...strays.map((path) => `${path} is not complete, and not in blobs`),
    ...repos.flatMap((name) => [...snapshotProblems(join(cache, name)), ...refProblems(join(cache, name))]),
  ];
}

/** Every file of a snapshot is there with the content that its blob's name promises. */
function snapshotProblems(repo: string): string[] {
  return filesBelow(join(repo, 'snapshots')).flatMap((path) => {
    if (!existsSync(path)) return [`${path} leads nowhere`];
    const real = realpathSync(path);
    const content = readFileSync(real);
    const hashes = [sha('sha256', content), sha('sha1', `blob ${content.length}\0`, content)];
    return hashes.includes(basename(real)) ? [] : [`${path} is not what its blob's name says`];
  });
}

/** Every ref names a snapshot. */
function refProblems(repo: string): string[] {
  return filesBelow(join(repo, 'refs')).flatMap((path) => {
    const commit = readFileSync(path, 'utf8');
    const folder = join(repo, 'snapshots', commit);
    return existsSync(folder) && statSync(folder).isDirectory() ? [] : [`${path} names no snapshot: "${commit}"`];
  });
}

/** The files of a folder and of those below it; none where it is not there. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return names.filter((path) => !lstatSync(path).isDirectory());
}

function sha(algorithm: string, ...parts: readonly (string | Buffer)[]): string {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
