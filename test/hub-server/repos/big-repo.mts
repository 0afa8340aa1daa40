import { syntheticContent } from '../content/content.mts';
import type { RepoSpec } from './repo.mts';

/** Bytes of the eight files together. */
export const bigRepoBytes = 500_000_000;

/** A repository of 500 MB in eight different files; their hashes are made before it is given. */
export async function bigRepo(): Promise<RepoSpec> {
  const shares = [0.3, 0.2, 0.15, 0.12, 0.1, 0.07, 0.04, 0.02];
  const files = Object.fromEntries(
    shares.map((share, index) => {
      const name = `model-0000${index + 1}-of-00008.safetensors`;
      return [name, syntheticContent(`big ${index}`, bigRepoBytes * share)] as const;
    }),
  );
  for (const content of Object.values(files)) await Promise.all([content.sha256(), content.gitSha()]);
  return { id: 'bench/big', files: { ...files, 'config.json': '{}' }, downloads: 1 };
}
