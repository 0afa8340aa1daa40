import { LensError } from '../../common/errors/lens-error';
import type { SafetensorsHeader, TensorEntry } from '../formats/safetensors/header';

/** A tensor and the file that holds it. */
export interface StoredEntry extends TensorEntry {
  readonly path: string;
}

/** The tensors of a checkpoint by name, from one file or several. No weights are read. */
export interface WeightFiles {
  /** Relative to the model's folder. */
  readonly names: readonly string[];
  readonly bytes: number;
  readonly tensors: ReadonlyMap<string, StoredEntry>;
}

/** The tensors of one file. @param name of the file, relative to the model's folder */
export function singleFile(name: string, { path, tensors, fileSize }: SafetensorsHeader): WeightFiles {
  const stored = [...tensors].map(([tensor, entry]): [string, StoredEntry] => [tensor, { ...entry, path }]);
  return { names: [name], bytes: fileSize, tensors: new Map(stored) };
}

/** A file of several with the tensors that the index says it holds. */
export interface Shard {
  /** As the index calls it. */
  readonly file: string;
  /** Relative to the model's folder. */
  readonly name: string;
  readonly header: SafetensorsHeader;
  readonly tensors: readonly string[];
}

/**
 * The tensors of several files.
 * @param index its name for error texts
 * @throws LensError `bad-file` for a tensor that is not in the file that the index names
 */
export function shardedFiles(index: string, shards: readonly Shard[]): WeightFiles {
  const tensors = new Map<string, StoredEntry>();
  for (const { file, header, tensors: names } of shards) {
    for (const name of names) {
      const entry = header.tensors.get(name);
      if (entry === undefined) {
        throw new LensError(
          'bad-file',
          `${index} says that ${file} holds the tensor "${name}", but it does not.`,
          'Download the model again.',
        );
      }
      tensors.set(name, { ...entry, path: header.path });
    }
  }
  const bytes = shards.reduce((sum, { header }) => sum + header.fileSize, 0);
  return { names: shards.map(({ name }) => name), bytes, tensors };
}
