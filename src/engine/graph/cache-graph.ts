import { Graph } from './graph';
import { dimAt } from './shapes';
import type { Dim, Value } from './types';

/** The axis of tokens that a cache grows along: those of a decoder, or of the decoder of an encoder-decoder. */
export type GrowingAxis = 'sequence' | 'target_sequence';

/**
 * A graph that is built for generation, with Optimum's names: keys and values of earlier tokens are inputs
 * (`past_key_values.0.key`), and those of all tokens so far are results (`present.0.key`), which the next run is given. The
 * first run is given a past of no tokens. Keys and values of another axis (cross-attention) are results alone.
 */
export class CacheGraph extends Graph {
  readonly #axis: GrowingAxis;

  constructor(axis: GrowingAxis) {
    super();
    this.#axis = axis;
  }

  override remember(name: string, x: Value): Value {
    const all = dimAt(x.shape, 2) === this.#axis ? this.#behindPast(name, x) : x;
    this.output(`present.${name}`, all);
    return all;
  }

  override withPast(size: Dim): Dim {
    return size === this.#axis ? `total_${size}` : size;
  }

  #behindPast(name: string, x: Value): Value {
    const past = this.input(`past_key_values.${name}`, 'float32', x.shape.with(2, `past_${this.#axis}`));
    return this.concat([past, x], 2, this.withPast(this.#axis));
  }
}
