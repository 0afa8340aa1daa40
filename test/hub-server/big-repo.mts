import { syntheticContent } from './content/synthetic.mts';
import type { RepoSpec } from './repos/repo.mts';

/** Bytes of the eight files together. */
export const bigRepoBytes = 500_000_000;

const shares = [0.3, 0.2, 0.15, 0.12, 0.1, 0.07, 0.04, 0.02];

/** `bench/big`: 500 MB in eight different files that take no memory. Their hashes are made when it resolves. */
export async function bigRepo(): Promise<RepoSpec> {
  const files = shares.map((share, index) => {
    const name = `model-0000${index + 1}-of-0000${shares.length}.safetensors`;
    return [name, syntheticContent(`big ${index}`, bigRepoBytes * share)] as const;
  });
  for (const [, content] of files) await content.sha256();
  const index = {
    metadata: {},
    weight_map: Object.fromEntries(files.map(([name], shard) => [`tensor.${shard}`, name])),
  };
  const json = { 'config.json': '{}', 'model.safetensors.index.json': JSON.stringify(index) };
  return { id: 'bench/big', files: { ...json, ...Object.fromEntries(files) }, downloads: 1 };
}
