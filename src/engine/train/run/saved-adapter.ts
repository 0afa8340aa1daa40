import type { SavedAdapter } from '../checkpoint/adapter-folder';
import type { Adapter } from '../lora/adapter';
import type { RunRequest } from './run-parts';

/** A folder in the cache that Python shares. */
const cached = /[\\/]models--[^\\/]+[\\/]snapshots[\\/]/;

/**
 * An adapter with what Python finds its base model by: the name on the Hub that the run has, where the model is from there,
 * else its folder.
 * @param folder of the base model
 */
export function savedAdapter(
  adapter: Adapter,
  { settings: { model, task } }: Pick<RunRequest, 'settings'>,
  folder: string,
): SavedAdapter {
  if (!cached.test(folder) || folder === model) return { adapter, task, base: { name: folder, revision: null } };
  const [name = model, revision = null] = model.split('@', 2);
  return { adapter, task, base: { name, revision } };
}
