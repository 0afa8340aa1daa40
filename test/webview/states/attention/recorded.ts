import type { AttentionGrid, Matrix } from '../../../../src/common/contracts/internals/attention';
import type { AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { AttentionKind, AttentionStack } from '../../../../src/common/contracts/internals/stacks';
import { axisOf, byEntries } from './axes';
import { rowOfWeights, type AttendedToken } from './weights';

export interface RecordedParams {
  readonly stacks: readonly AttentionStack[];
  readonly input: readonly AttendedToken[];
  readonly target?: readonly AttendedToken[];
}

/** A matrix on its axes: [queries, keys]. */
export interface OnAxes {
  readonly queries: Int32Array<ArrayBuffer>;
  readonly keys: Int32Array<ArrayBuffer>;
  readonly values: Float32Array<ArrayBuffer>;
}

/** The attention of a model that never was, as the engine would compute it from its weights. */
export class RecordedAttention {
  constructor(readonly params: RecordedParams) {}

  stack(kind: AttentionKind): AttentionStack {
    const stack = this.params.stacks.find((other) => other.kind === kind);
    if (!stack) throw new Error(`there is no stack of the kind ${kind}`);
    return stack;
  }

  tokens(kind: AttentionKind): { queries: readonly AttendedToken[]; keys: readonly AttendedToken[] } {
    const { queries, keys } = this.stack(kind);
    const of = (sequence: 'input' | 'target') =>
      sequence === 'input' ? this.params.input : (this.params.target ?? []);
    return { queries: of(queries), keys: of(keys) };
  }

  axes(kind: AttentionKind, options: AxisOptions): Pick<OnAxes, 'queries' | 'keys'> {
    const { queries, keys } = this.tokens(kind);
    return { queries: axisOf(queries, options), keys: axisOf(keys, options) };
  }

  /** A matrix, or some of its queries. */
  matrix({ kind, of, layer, head }: Matrix, options: AxisOptions, rows?: readonly [number, number]): OnAxes {
    const { queries: all, keys } = this.axes(kind, options);
    const queries = rows ? all.subarray(rows[0] * 2, rows[1] * 2) : all;
    const { layers } = this.stack(kind);
    if (of === 'rollout') return { queries, keys, values: this.#rollout(kind, layer ?? layers - 1, queries, keys) };
    const chosen = layer === null ? Array.from({ length: layers }, (_, index) => index) : [layer];
    return { queries, keys, values: byEntries((query) => this.row(kind, chosen, head, query), queries, keys) };
  }

  /** The row of a query, the mean over layers and (without `head`) over heads. */
  row(kind: AttentionKind, layers: readonly number[], head: number | null, query: number): Float32Array<ArrayBuffer> {
    const { heads, causal } = this.stack(kind);
    const of = { ...this.tokens(kind), causal };
    const chosen = head === null ? Array.from({ length: heads }, (_, index) => index) : [head];
    const rows = layers.flatMap((layer) => chosen.map((each) => rowOfWeights(of, layer, each, query)));
    return rows.reduce((sum, weights) => sum.map((value, key) => value + (weights[key] ?? 0) / rows.length), zeros(of));
  }

  #rollout(kind: AttentionKind, last: number, queries: Int32Array, keys: Int32Array): Float32Array<ArrayBuffer> {
    const count = this.tokens(kind).keys.length;
    let product = identity(count);
    for (let layer = 0; layer <= last; layer += 1) {
      const mixed = Array.from({ length: count }, (_, query) =>
        this.row(kind, [layer], null, query).map((weight, key) => (weight + (key === query ? 1 : 0)) / 2),
      );
      product = multiplied(mixed, product);
    }
    return byEntries((query) => product[query] ?? new Float32Array(count), queries, keys);
  }

  /** The largest weight under each pixel; of long texts only some cells are looked at, it is a picture of a test. */
  thumbnail(matrix: Matrix, options: AxisOptions, width: number, height: number): Uint8Array<ArrayBuffer> {
    const { queries, keys } = this.axes(matrix.kind, options);
    const [rows, columns] = [queries.length / 2, keys.length / 2];
    const pixels = new Uint8Array(width * height);
    for (let y = 0; y < height; y += 1) {
      const row = Math.floor(((y + 0.5) * rows) / height);
      const { values } = this.matrix(matrix, options, [row, row + 1]);
      for (let column = 0; column < columns; column += 1) {
        const at = y * width + Math.floor((column * width) / columns);
        pixels[at] = Math.max(pixels[at] ?? 0, Math.round(255 * Math.sqrt(values[column] ?? 0)));
      }
    }
    return pixels;
  }

  /** The thumbnails and measures of all heads, or of one layer. */
  grid(kind: AttentionKind, of: Matrix['of'], options: AxisOptions, size: number, one?: number): AttentionGrid {
    const { layers: count, heads: all } = this.stack(kind);
    const [first, layers] = one === undefined ? [0, count] : [one, 1];
    const heads = of === 'rollout' ? 0 : all;
    const { queries, keys } = this.axes(kind, options);
    const [height, width] = [Math.min(size, queries.length / 2), Math.min(size, keys.length / 2)];
    const thumbnails = new Uint8Array(layers * (heads + 1) * width * height);
    for (let layer = 0; layer < layers; layer += 1) {
      for (let head = 0; head <= heads; head += 1) {
        const matrix = { kind, of, layer: first + layer, head: head === heads ? null : head };
        const at = (layer * (heads + 1) + head) * width * height;
        thumbnails.set(this.thumbnail(matrix, options, width, height), at);
      }
    }
    const measures = Array.from({ length: layers * heads }, (_, index) =>
      this.#measures({ kind, of: 'weights', layer: first + Math.floor(index / heads), head: index % heads }, options),
    );
    const entropy = Float32Array.from(measures, (measure) => measure.entropy);
    const distance = Float32Array.from(measures, (measure) => (kind === 'cross' ? Number.NaN : measure.distance));
    return { queries, keys, layers, heads, width, height, thumbnails, entropy, distance };
  }

  #measures(matrix: Matrix, options: AxisOptions): { entropy: number; distance: number } {
    const count = this.axes(matrix.kind, options).queries.length / 2;
    const rows = Math.min(count, 32);
    let [entropy, distance] = [0, 0];
    for (let index = 0; index < rows; index += 1) {
      const row = Math.floor((index * count) / rows);
      this.matrix(matrix, options, [row, row + 1]).values.forEach((weight, key) => {
        if (weight > 0) entropy -= (weight * Math.log2(weight)) / rows;
        distance += (weight * Math.abs(key - row)) / rows;
      });
    }
    return { entropy, distance };
  }
}

function zeros({ keys }: { keys: readonly AttendedToken[] }): Float32Array<ArrayBuffer> {
  return new Float32Array(keys.length);
}

function identity(count: number): Float32Array[] {
  return Array.from({ length: count }, (_, row) => Float32Array.from({ length: count }, (__, key) => +(key === row)));
}

function multiplied(left: readonly Float32Array[], right: readonly Float32Array[]): Float32Array[] {
  return left.map((row) => {
    const sum = new Float32Array(right.length);
    row.forEach((weight, at) => right[at]?.forEach((value, key) => (sum[key] = (sum[key] ?? 0) + weight * value)));
    return sum;
  });
}
