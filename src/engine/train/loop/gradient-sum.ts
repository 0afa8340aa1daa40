/**
 * Gradients of several micro-batches, added up in float32 as PyTorch does. The arrays are used again for the next step: in shared
 * memory, so that an optimizer leaves them here.
 */
export class GradientSum {
  readonly #sums = new Map<string, Float32Array>();

  /** Adds gradients, whose arrays are not kept. @param first forgets what was added before */
  add(gradients: ReadonlyMap<string, Float32Array>, first: boolean): ReadonlyMap<string, Float32Array> {
    for (const [name, gradient] of gradients) {
      const sum = this.#sums.get(name);
      if (sum === undefined) this.#sums.set(name, sharedCopy(gradient));
      else if (first) sum.set(gradient);
      else addTo(sum, gradient);
    }
    return this.#sums;
  }
}

function addTo(sum: Float32Array, values: Float32Array): void {
  const length = Math.min(sum.length, values.length);
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- the indices are within both
  for (let i = 0; i < length; i++) sum[i]! += values[i]!;
}

function sharedCopy(values: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
