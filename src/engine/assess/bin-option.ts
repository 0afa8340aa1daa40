import type { RepoFacts } from '../../common/contracts/hub/assessment';
import type { RawConfig } from '../architectures/config/raw-config';
import { binIndexName, binName } from '../models/weight-names';
import { configDtype } from './config-dtype';
import { fileStorages, totalBytes } from './memory';
import { architectureObstacle } from './obstacles';
import { makeOption, type Option } from './option';

const shard = /^pytorch_model-\d+-of-\d+\.bin$/;

/**
 * `pytorch_model.bin`, or its shards; null where there are none. What is in them is known only when they are here: their
 * list of tensors has no place that could be read by itself.
 */
export function binOption(facts: RepoFacts, config: RawConfig | null): Option | null {
  const path = [binName, binIndexName].find((name) => facts.files.some((file) => file.path === name));
  if (path === undefined) return null;
  const files = facts.files.filter((file) => file.path === path || (path === binIndexName && shard.test(file.path)));
  const bytes = totalBytes(files);
  const dtype = config === null ? null : configDtype(config);
  const dtypes = dtype === null ? [] : [dtype];
  const storages = fileStorages(bytes, dtype);
  const choice = { path, format: 'bin' as const, files, bytes, dtypes, memoryBytes: 0, storages };
  return makeOption(choice, config === null ? null : architectureObstacle(config), facts.memoryBytes);
}
