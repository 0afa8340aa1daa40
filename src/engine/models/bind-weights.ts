import { basename } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import type { WeightBinding } from '../architectures/parts/weights';
import { torchNameOf } from '../formats/safetensors/dtypes';
import { storedDtypeOf } from './stored-dtypes';
import type { StoredEntry, WeightFiles } from './weight-files';

/** Names that checkpoints of TensorFlow's days have, as transformers renames them ("legacy" in conversion_mapping.py). */
const oldNames: readonly [string, string][] = [
  ['LayerNorm.weight', 'LayerNorm.gamma'],
  ['LayerNorm.bias', 'LayerNorm.beta'],
];

/** The tensors of a checkpoint by the names of the module tree, whichever way the file spells them. */
export class CheckpointBinding implements WeightBinding {
  readonly #files: WeightFiles;
  readonly #prefix: string;

  /** @param prefix where a model with a head keeps its body (`bert.`); a bare model leaves it out, and so may a file */
  constructor(files: WeightFiles, prefix: string) {
    this.#files = files;
    this.#prefix = prefix;
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** True when the checkpoint has the tensor in this shape. */
  fits(name: string, shape: readonly number[]): boolean {
    const entry = this.#find(name);
    return entry !== undefined && sameSizes(entry.shape, shape);
  }

  find(name: string, shape: readonly number[]): string {
    const entry = this.#find(name);
    if (entry === undefined) throw missing(this.fullName(name), this.where);
    checkEntry(entry, shape);
    return entry.name;
  }

  /** The name as this checkpoint would spell it. */
  fullName(name: string): string {
    const prefixed = [...this.#files.tensors.keys()].some((key) => key.startsWith(this.#prefix));
    return prefixed ? this.#prefix + name : name;
  }

  /** The weight file as a person knows it. */
  get where(): string {
    return this.#files.names.length === 1 ? (this.#files.names[0] ?? '') : 'the weight files';
  }

  #find(name: string): StoredEntry | undefined {
    const spellings = oldNames.flatMap(([now, once]) => (name.includes(now) ? [name.replace(now, once)] : []));
    for (const spelling of [name, ...spellings]) {
      const entry = this.#files.tensors.get(this.#prefix + spelling) ?? this.#files.tensors.get(spelling);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }
}

/** Notes what is missing instead of failing, so that a head's missing tensors can all be named. */
export class LenientBinding implements WeightBinding {
  readonly missing: string[] = [];
  readonly #binding: CheckpointBinding;
  readonly #own: boolean;

  /** @param own false when the checkpoint is of another class: a tensor of another shape is then another head's */
  constructor(binding: CheckpointBinding, own: boolean) {
    this.#binding = binding;
    this.#own = own;
  }

  has(name: string): boolean {
    return this.#binding.has(name);
  }

  find(name: string, shape: readonly number[]): string {
    const found = this.#own ? this.#binding.has(name) : this.#binding.fits(name, shape);
    if (found) return this.#binding.find(name, shape);
    const full = this.#binding.fullName(name);
    this.missing.push(full);
    return full;
  }
}

function missing(name: string, where: string): LensError {
  return new LensError(
    'missing-weights',
    `The tensor "${name}" is not in ${where}.`,
    'Check that the weights belong to this config.json, or download the model again.',
  );
}

function checkEntry(entry: StoredEntry, shape: readonly number[]): void {
  const file = basename(entry.path);
  if (storedDtypeOf(entry.dtype) === undefined) {
    throw new LensError(
      'unsupported',
      `In ${file} the tensor "${entry.name}" is stored as ${torchNameOf(entry.dtype)}, which cannot be run yet.`,
      'Weights in float32, float16 and bfloat16 run.',
    );
  }
  if (!sameSizes(entry.shape, shape)) {
    throw new LensError(
      'bad-file',
      `In ${file} the tensor "${entry.name}" is [${entry.shape.join(', ')}], but config.json makes it [${shape.join(', ')}].`,
      'Check that the weights belong to this config.json.',
    );
  }
}

function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
