import { isAbsolute, normalize, sep } from 'node:path';
import { LensError } from '../../common/errors/lens-error';

export const singleName = 'model.safetensors';
export const indexName = 'model.safetensors.index.json';
export const binName = 'pytorch_model.bin';
export const binIndexName = 'pytorch_model.bin.index.json';

/** The file or index of weights by name that a model's folder is opened by; undefined where there is none. */
export function usualCheckpoint(names: readonly string[]): string | undefined {
  return [singleName, indexName, binName, binIndexName].find((name) => names.includes(name));
}

const otherKinds: readonly [RegExp, string][] = [
  [/^adapter_model\.|^adapter_config\.json$/, 'an adapter, which only changes another model'],
  [/\.gguf$/, 'GGUF weights'],
  [/^tf_model\.h5$|^flax_model\.msgpack$/, 'TensorFlow or Flax weights'],
  [/\.onnx$|^onnx$/, 'ONNX files of parts of the model'],
];

/** Weights of a kind that does not run: what they are, and a file of them. */
export interface OtherWeights {
  readonly kind: string;
  readonly file: string;
}

/** Which weights there are instead of those that run; null where there are none. */
export function otherWeights(names: readonly string[]): OtherWeights | null {
  const found = otherKinds.flatMap(([pattern, kind]) => {
    const file = names.find((name) => pattern.test(name));
    return file === undefined ? [] : [{ kind, file }];
  });
  return found[0] ?? null;
}

/** Says which weights there are instead of those that run, and what would help. */
export function noWeights(names: readonly string[]): LensError {
  const help =
    'A model.safetensors or an ONNX file is needed: many models have one in a newer revision, and save_pretrained of transformers writes one.';
  const other = otherWeights(names);
  if (other !== null) {
    return new LensError(
      'unsupported',
      `The folder holds ${other.kind} (${other.file}), which cannot be run yet.`,
      help,
    );
  }
  return new LensError('not-found', 'The folder holds no weights: model.safetensors is not there.', help);
}

/**
 * The file that a person named, with `/` between folders; it must lie in the model's folder.
 * @throws LensError `usage`, or `unsupported` for a kind that cannot be run
 */
export function checkWeightsName(weights: string): string {
  const name = normalize(weights);
  if (weights === '') throw new LensError('usage', 'The name of the weights is empty.');
  if (isAbsolute(name) || name.split(sep).includes('..')) {
    throw new LensError('usage', `The weights "${weights}" are not in the model's folder.`);
  }
  if (/\.((safetensors|bin)(\.index\.json)?|onnx)$/.test(name)) return name.split(sep).join('/');
  const help = 'Weights are read from .safetensors, .bin and .onnx files.';
  throw new LensError('unsupported', `${weights} cannot be run yet.`, help);
}
