import { basename, dirname, join } from 'node:path';
import { readBinHeader } from '../formats/pytorch/read-bin';
import type { SafetensorsHeader } from '../formats/safetensors/header';
import { readSafetensorsHeader } from '../formats/safetensors/read-header';
import { readShardedIndex } from '../formats/safetensors/sharded-index';
import { shardedFiles, singleFile, type Shard, type WeightFiles } from './weight-files';

/**
 * Reads the headers of a model's weight files.
 * @param name a `.safetensors` or `.bin` file or the index of several, relative to the folder
 * @throws LensError that names the file: not there, or broken
 */
export async function findWeightFiles(folder: string, name: string): Promise<WeightFiles> {
  if (!name.endsWith('.index.json')) return singleFile(name, await readHeader(join(folder, name)));
  const shards: Shard[] = [];
  for (const [file, tensors] of await readShardedIndex(join(folder, name))) {
    const place = join(dirname(name), file);
    shards.push({ file, name: place, tensors, header: await readHeader(join(folder, place)) });
  }
  return shardedFiles(basename(name), shards);
}

function readHeader(path: string): Promise<SafetensorsHeader> {
  return path.endsWith('.bin') ? readBinHeader(path) : readSafetensorsHeader(path);
}
