import type { ModelTensor } from '../trainable-model';
import type { LinearModule } from './linear-modules';

/** The two matrices that stand beside a layer, with their factor. */
export interface LowRank {
  /** [rank, inputs] */
  readonly a: Float32Array;
  /** [outputs, rank] */
  readonly b: Float32Array;
  readonly scale: number;
}

/**
 * The matrix of a layer that computes alone what it does with LoRA beside it: W + scale B A, as W is laid out
 * (`get_delta_weight` in peft/tuners/lora/layer.py). Summed in double precision; W stays as it is.
 */
export function mergedWeight(
  { data }: ModelTensor,
  { layout, inputs, outputs }: LinearModule,
  { a, b, scale }: LowRank,
): Float32Array<ArrayBuffer> {
  const rank = a.length / inputs;
  const merged = data.slice();
  const row = new Float64Array(inputs);
  const [stepOut, stepIn] = layout === 'out-in' ? [inputs, 1] : [1, outputs];
  for (let output = 0; output < outputs; output++) {
    addRows(row.fill(0), b.subarray(output * rank, (output + 1) * rank), a);
    for (let input = 0; input < inputs; input++) {
      const at = output * stepOut + input * stepIn;
      merged[at] = (merged[at] ?? 0) + scale * (row[input] ?? 0);
    }
  }
  return merged;
}

/** Adds the rows of a matrix, each times its factor. */
function addRows(sum: Float64Array, factors: Float32Array, matrix: Float32Array): void {
  const width = sum.length;
  factors.forEach((factor, index) => {
    const from = index * width;
    for (let at = 0; at < width; at++) sum[at] = (sum[at] ?? 0) + factor * (matrix[from + at] ?? 0);
  });
}
