import { setImmediate } from 'node:timers/promises';
import type { Matrix } from '../../../common/contracts/internals/attention';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { ByteCache } from '../store/byte-cache';
import type { AttentionLayers } from './attention-layers';
import { headOf } from './layer-attention';
import { addScaled, emptyMatrix, matrixOf, valuesOf, type MatrixView } from './matrix-view';
import { multiply } from './multiply';
import { withResidual } from './rollout';

/** Which matrix of a stack; see `Matrix` of the contract. */
export type Choice = Omit<Matrix, 'kind'>;

/** The matrices of one stack between real tokens: heads, means over heads and layers, rollout. Means are kept for a while. */
export class Matrices {
  constructor(
    readonly layers: AttentionLayers,
    private readonly cache: ByteCache,
  ) {}

  /** @throws LensError `usage` for a layer or head that is not there, `cancelled` */
  async matrix({ of, layer, head }: Choice, signal: CancellationSignal): Promise<MatrixView> {
    this.#check(layer, head);
    if (of === 'rollout') return this.rollout(layer ?? this.layers.stack.layers - 1, signal);
    if (layer !== null && head !== null) return this.#head(layer, head, signal);
    if (layer !== null) return this.layerMean(layer, signal);
    return this.kept(`mean.all.${head ?? 'all'}`, () => this.#meanOverLayers(head, signal));
  }

  /** The mean over the heads of a layer. */
  layerMean(layer: number, signal: CancellationSignal): Promise<MatrixView> {
    return this.kept(`mean.${layer}`, async () => {
      const { stack, queries, keys } = this.layers;
      const attention = await this.layers.layer(layer, signal);
      const mean = this.#empty();
      for (let head = 0; head < stack.heads; head++) {
        addScaled(mean, headOf(attention, head, queries, keys), 1 / stack.heads);
      }
      return mean;
    });
  }

  /** Keeps a mean that was computed on the way. */
  keepLayerMean(layer: number, mean: MatrixView): void {
    this.cache.set(this.#key(`mean.${layer}`), mean, mean.data.byteLength);
  }

  /** The product of the layers up to one. */
  rollout(layer: number, signal: CancellationSignal): Promise<MatrixView> {
    if (this.layers.stack.kind === 'cross') {
      throw new LensError('usage', 'Rollout is of attention within one sequence; cross-attention has none.');
    }
    return this.kept(`rollout.${layer}`, async () => {
      const size = this.layers.queries.to - this.layers.queries.from;
      const before = layer === 0 ? null : await this.rollout(layer - 1, signal);
      const own = withResidual((await this.layerMean(layer, signal)).data, size);
      await setImmediate();
      signal.throwIfAborted();
      return matrixOf(before === null ? own : await multiply(own, before.data, size), size, size);
    });
  }

  /** One that is computed for this alone is kept: parts of it are asked for one after the other. */
  async #head(layer: number, head: number, signal: CancellationSignal): Promise<MatrixView> {
    const view = (): Promise<MatrixView> => this.layers.head(layer, head, signal);
    if (this.layers.kept) return view();
    return this.kept(`head.${layer}.${head}`, async () => {
      const one = await view();
      // Of a whole layer it is a part, which would keep all of the layer.
      const isAlone = one.data.length === one.rows * one.columns;
      return isAlone ? one : matrixOf(valuesOf(one), one.rows, one.columns);
    });
  }

  async #meanOverLayers(head: number | null, signal: CancellationSignal): Promise<MatrixView> {
    const mean = this.#empty();
    const count = this.layers.stack.layers;
    for (let layer = 0; layer < count; layer++) {
      await setImmediate();
      signal.throwIfAborted();
      const one = head === null ? await this.layerMean(layer, signal) : await this.#head(layer, head, signal);
      addScaled(mean, one, 1 / count);
    }
    return mean;
  }

  #empty(): MatrixView {
    const { queries, keys } = this.layers;
    return emptyMatrix(queries.to - queries.from, keys.to - keys.from);
  }

  #check(layer: number | null, head: number | null): void {
    const { layers, heads } = this.layers.stack;
    if (layer !== null && layer >= layers)
      throw new LensError('usage', `There is no layer ${layer}: there are ${layers}.`);
    if (head !== null && head >= heads) throw new LensError('usage', `There is no head ${head}: there are ${heads}.`);
  }

  #key(name: string): string {
    return `${this.layers.stack.kind}.${name}`;
  }

  /** A matrix that was made before, or is made now and kept for a while. */
  kept(name: string, make: () => Promise<MatrixView>): Promise<MatrixView> {
    return this.cache.once(this.#key(name), make, ({ data }) => data.byteLength);
  }

  /** Keeps an answer that was found on the way to another. */
  keepAnswer(name: string, value: unknown, bytes: number): void {
    this.cache.set(this.#key(name), value, bytes);
  }

  /** An answer about the stack that was given before, or is made now and kept for a while. */
  answer<Value>(name: string, make: () => Promise<Value>, bytesOf: (value: Value) => number): Promise<Value> {
    return this.cache.once(this.#key(name), make, bytesOf);
  }
}
