import type { WeightBinding } from '../../architectures/parts/weights';
import { storedDtypeOf } from '../../models/stored-dtypes';
import type { StoredEntry, WeightFiles } from '../../models/weight-files';

/** A tensor of the model: where the checkpoint has it, or null where it starts at random. */
export interface BoundTensor {
  /** As the trained model's class names it. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly stored: StoredEntry | null;
}

/** Names of TensorFlow's days, as transformers renames them. */
const oldNames: readonly [string, string][] = [
  ['LayerNorm.weight', 'LayerNorm.gamma'],
  ['LayerNorm.bias', 'LayerNorm.beta'],
];

/**
 * The tensors of a model that is to be trained, by the names that its class gives them. What a checkpoint has in the
 * right shape is found there, however the file spells it; the rest is noted as missing.
 */
export class TrainingBinding implements WeightBinding {
  readonly #files: WeightFiles | null;
  readonly #prefix: string;
  readonly #prefixes: readonly string[];
  readonly #bound: Map<string, BoundTensor>;

  /**
   * @param files null where nothing is read
   * @param prefix what the class puts before a name
   * @param prefixes what files may put before it
   * @param bound takes what is found, by name
   */
  constructor(files: WeightFiles | null, prefix: string, prefixes: readonly string[], bound: Map<string, BoundTensor>) {
    this.#files = files;
    this.#prefix = prefix;
    this.#prefixes = [...new Set([prefix, ...prefixes, ''])];
    this.#bound = bound;
  }

  has(name: string): boolean {
    return this.#find(name) !== null;
  }

  find(name: string, shape: readonly number[]): string {
    const full = this.#prefix + name;
    const entry = this.#find(name);
    const stored = entry !== null && fits(entry, shape) ? entry : null;
    this.#bound.set(full, { name: full, shape, stored });
    return full;
  }

  #find(name: string): StoredEntry | null {
    const spellings = oldNames.flatMap(([now, once]) => (name.includes(now) ? [name.replace(now, once)] : []));
    for (const spelling of [name, ...spellings]) {
      for (const prefix of this.#prefixes) {
        const entry = this.#files?.tensors.get(prefix + spelling);
        if (entry !== undefined) return entry;
      }
    }
    return null;
  }
}

function fits({ shape, dtype }: StoredEntry, wanted: readonly number[]): boolean {
  const same = shape.length === wanted.length && shape.every((size, axis) => size === wanted[axis]);
  return same && storedDtypeOf(dtype) !== undefined;
}
