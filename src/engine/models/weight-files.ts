import { readdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import type { TensorEntry } from '../formats/safetensors/header';
import { readSafetensorsHeader } from '../formats/safetensors/read-header';
import { readShardedIndex } from '../formats/safetensors/sharded-index';

const single = 'model.safetensors';
const index = 'model.safetensors.index.json';

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

/**
 * Finds the weights of a model folder and reads their headers.
 * @param weights a file or index relative to the folder; null for the usual ones
 * @throws LensError that names the file: not there, broken, or of a kind that cannot be read yet
 */
export async function findWeightFiles(folder: string, weights: string | null): Promise<WeightFiles> {
  const name = weights === null ? await usualFile(folder) : checkName(weights);
  return name.endsWith('.index.json') ? readShards(folder, name) : readSingle(folder, name);
}

async function usualFile(folder: string): Promise<string> {
  const names = await readdir(folder);
  const found = [single, index].find((name) => names.includes(name));
  if (found !== undefined) return found;
  throw noWeights(names);
}

/** Says which weights there are instead, and what would help. */
function noWeights(names: readonly string[]): LensError {
  const others: readonly [RegExp, string][] = [
    [/^adapter_model\./, 'an adapter, which only changes another model'],
    [/^pytorch_model.*\.bin$/, 'PyTorch .bin weights'],
    [/\.gguf$/, 'GGUF weights'],
    [/^tf_model\.h5$|^flax_model\.msgpack$/, 'TensorFlow or Flax weights'],
    [/\.onnx$|^onnx$/, 'ONNX files'],
  ];
  const [what] = others.flatMap(([pattern, kind]) => {
    const file = names.find((name) => pattern.test(name));
    return file === undefined ? [] : [`${kind} (${file})`];
  });
  const help =
    'A model.safetensors is needed: many models have one in a newer revision, and save_pretrained of transformers writes one.';
  if (what !== undefined)
    return new LensError('unsupported', `The folder holds ${what}, which cannot be run yet.`, help);
  return new LensError('not-found', 'The folder holds no weights: model.safetensors is not there.', help);
}

/** The file that a person named; it must lie in the folder. */
function checkName(weights: string): string {
  const name = normalize(weights);
  if (weights === '') throw new LensError('usage', 'The name of the weights is empty.');
  if (isAbsolute(name) || name.split(sep).includes('..')) {
    throw new LensError('usage', `The weights "${weights}" are not in the model's folder.`);
  }
  if (/\.safetensors(\.index\.json)?$/.test(name)) return name;
  throw new LensError('unsupported', `${weights} cannot be run yet.`, 'Weights are read from .safetensors files.');
}

async function readSingle(folder: string, name: string): Promise<WeightFiles> {
  const path = join(folder, name);
  const { tensors, fileSize } = await readSafetensorsHeader(path);
  const stored = [...tensors].map(([tensor, entry]): [string, StoredEntry] => [tensor, { ...entry, path }]);
  return { names: [name], bytes: fileSize, tensors: new Map(stored) };
}

async function readShards(folder: string, indexName: string): Promise<WeightFiles> {
  const byFile = await readShardedIndex(join(folder, indexName));
  const tensors = new Map<string, StoredEntry>();
  let bytes = 0;
  for (const [file, names] of byFile) {
    const path = join(folder, dirname(indexName), file);
    const header = await readSafetensorsHeader(path);
    bytes += header.fileSize;
    for (const name of names) {
      const entry = header.tensors.get(name);
      if (entry === undefined) {
        throw new LensError(
          'bad-file',
          `${basename(indexName)} says that ${file} holds the tensor "${name}", but it does not.`,
          'Download the model again.',
        );
      }
      tensors.set(name, { ...entry, path });
    }
  }
  return { names: [...byFile.keys()].map((file) => join(dirname(indexName), file)), bytes, tensors };
}
