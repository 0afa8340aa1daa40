import { snapshotFiles } from '../cache/snapshot';
import { hasTokenizer } from '../download/needed-files';

/** What is wanted of a model: its tokenizer, or a run of it. */
export type Purpose = 'tokens' | 'run';

/**
 * Whether a folder of the cache lacks what is wanted of it, as it does when Python fetched only a part.
 * @param weights the file that is to be run, relative to the folder; null for the usual ones
 */
export async function hasGaps(folder: string, purpose: Purpose, weights: string | null): Promise<boolean> {
  const paths = (await snapshotFiles(folder)).map(({ path }) => path);
  if (!hasTokenizer(new Set(paths))) return true;
  if (purpose === 'tokens') return false;
  if (!paths.includes('config.json')) return true;
  return weights === null ? !hasWeights(paths) : !paths.includes(weights);
}

/** True with weights of a kind that may run, all shards of it. With others alone the Hub may have some that do. */
function hasWeights(paths: readonly string[]): boolean {
  if (paths.includes('model.safetensors') || paths.some((path) => path.endsWith('.onnx'))) return true;
  if (!paths.includes('model.safetensors.index.json')) return false;
  const counts = paths.flatMap((path) => /^[^/]+-\d{5}-of-(\d{5})\.safetensors$/.exec(path)?.[1] ?? []);
  return counts.length > 0 && counts.length >= Number(counts[0]);
}
