import type { RepoFacts } from '../../common/contracts/hub/assessment';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { leastMemoryPerByte } from '../../common/contracts/weight-storage';
import { LensError } from '../../common/errors/lens-error';
import type { RawConfig } from '../architectures/config/raw-config';
import { torchNameOf } from '../formats/safetensors/dtypes';
import { parseFileHead } from '../formats/safetensors/parse-header';
import { parseShardedIndex } from '../formats/safetensors/sharded-index';
import { recordCheckpoint, type RecordedCheckpoint } from '../models/recorded-checkpoint';
import { shardedFiles, singleFile, type WeightFiles } from '../models/weight-files';
import { indexName, singleName } from '../models/weight-names';
import { configDtype } from './config-dtype';
import { checkpointStorages, fileStorages, tensorMemory, totalBytes } from './memory';
import { architectureObstacle, notYet, tryTo } from './obstacles';
import { makeOption, type Obstacle, type Option } from './option';

/** The file or the shards that a model's folder is opened by; null where there are none. */
export function safetensorsOption(facts: RepoFacts, config: RawConfig | null): Option | null {
  const sizes = new Map(facts.files.map((file) => [file.path, file.bytes]));
  if (sizes.has(singleName)) return optionOf(facts, config, singleName, [singleName]);
  if (!sizes.has(indexName)) return null;
  const shards = tryTo('weights', () => [...parseShardedIndex(facts.index ?? '', indexName).keys()]);
  return optionOf(facts, config, indexName, [indexName, ...(shards.value ?? [])]);
}

function optionOf(facts: RepoFacts, config: RawConfig | null, path: string, names: readonly string[]): Option {
  const wanted = new Set(names);
  const files = facts.files.filter((file) => wanted.has(file.path));
  const bytes = totalBytes(files);
  const base = { path, format: 'safetensors' as const, files, bytes };
  const unread = (obstacle: Obstacle | null): Option => {
    const dtype = config === null ? null : configDtype(config);
    const storages = fileStorages(bytes, dtype);
    const choice = { ...base, dtypes: dtype === null ? [] : [dtype], memoryBytes: 0, storages };
    return makeOption(choice, obstacle, facts.memoryBytes);
  };
  const refused = config === null ? null : architectureObstacle(config);
  const read = tryTo('weights', () => headersOf(facts, files, path));
  if (read.value === null) {
    // Headers are not read of files that are too big anyway.
    const isBig = facts.headers.length === 0 && bytes * leastMemoryPerByte > facts.memoryBytes;
    return unread(refused ?? (isBig ? null : read.obstacle));
  }
  const weights = read.value;
  if (config === null || refused !== null) return withHeaders(base, weights, null, refused, facts.memoryBytes);
  const { value, obstacle } = tryTo('weights', () => recordCheckpoint(config, weights));
  return withHeaders(base, weights, value, obstacle && (quantised(weights) ?? obstacle), facts.memoryBytes);
}

type Base = Pick<Option['choice'], 'path' | 'format' | 'files' | 'bytes'>;

function withHeaders(
  base: Base,
  weights: WeightFiles,
  checkpoint: RecordedCheckpoint | null,
  obstacle: Obstacle | null,
  freeBytes: number,
): Option {
  const stored = new Set([...weights.tensors.values()].map(({ dtype }) => torchNameOf(dtype)));
  const dtypes = checkpoint?.info.dtypes ?? [...stored];
  const memory =
    checkpoint === null
      ? { memoryBytes: tensorMemory(weights) }
      : { memoryBytes: 0, storages: checkpointStorages(checkpoint) };
  const choice = { ...base, dtypes, ...memory };
  return makeOption(choice, obstacle, freeBytes, checkpoint);
}

/**
 * The tensors by the headers that were read of a repository.
 * @param path of the safetensors file or the index
 * @throws LensError that says which header is broken, or was not read
 */
export function readHeadersOf(facts: RepoFacts, path: string): WeightFiles {
  return headersOf(facts, facts.files, path);
}

function headersOf(facts: RepoFacts, files: readonly RepoFile[], path: string): WeightFiles {
  const headers = new Map(facts.headers.map((each) => [each.path, each]));
  const sizes = new Map(files.map((file) => [file.path, file.bytes]));
  const read = (name: string) => {
    const [found, size] = [headers.get(name), sizes.get(name)];
    if (size === undefined)
      throw new LensError('bad-file', `${name} is not in the repository, but its index names it.`);
    if (found === undefined) throw new LensError('not-found', `The header of ${name} was not read.`);
    return parseFileHead(found.header, size, name);
  };
  if (path === singleName) return singleFile(path, read(path));
  const shards = [...parseShardedIndex(facts.index ?? '', indexName)];
  return shardedFiles(
    indexName,
    shards.map(([file, tensors]) => ({ file, name: file, tensors, header: read(file) })),
  );
}

/** Weights of types that are never buffers beside the weights. */
function quantised({ tensors }: WeightFiles): Obstacle | null {
  const found = [...tensors.values()].find(({ dtype }) => /^(F4|F6|F8|U8|I8)/.test(dtype));
  if (found === undefined) return null;
  const name = torchNameOf(found.dtype);
  return notYet('weights', `weights in ${name}`, `weights in ${name} are not run yet ("${found.name}")`);
}
