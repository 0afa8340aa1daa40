import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import type { Result } from './output-plan';

type Float32Tensor = Tensor<Float32Array<ArrayBuffer>>;

/** What a run was given, and what is known of the model. */
export interface InnerSizes {
  readonly rows: number;
  readonly positions: number;
  /** What the decoder was given; null where the file makes it of the text. */
  readonly targets: number | null;
  readonly heads: number | null;
  readonly hiddenSize: number | null;
}

/**
 * A value from inside a graph in the shape that it must have: attention [batch, heads, query, key], hidden states
 * [batch, sequence, hidden]. Batch and heads in one axis, as older exports have them, become two.
 * @param file its name for error texts
 * @throws LensError `unsupported` for any other shape: what it holds is then not what it was taken for
 */
export function checkInner(
  { name, inner }: Result,
  tensor: Float32Tensor,
  sizes: InnerSizes,
  file: string,
): Float32Tensor {
  if (inner === null) return tensor;
  const { rows, positions, targets, heads, hiddenSize } = sizes;
  const { dims, data } = tensor;
  const fits = (wanted: readonly (number | null)[], found: readonly number[]) =>
    wanted.length === found.length && wanted.every((size, axis) => size === null || size === found[axis]);
  const { of } = inner;
  const queries = of === 'self' || of === 'encoder' ? positions : targets;
  if (inner.kind === 'hidden-state') {
    if (fits([rows, queries, hiddenSize], dims)) return tensor;
    throw unexpected(name, dims, file);
  }
  const keys = of === 'decoder' ? targets : positions;
  const isLastAxis = inner.axis < 0 ? inner.axis === -1 : inner.axis === dims.length - 1;
  const unfolded = dims.length === 3 ? [rows, (dims[0] ?? 0) / rows, ...dims.slice(1)] : dims;
  if (isLastAxis && Number.isInteger(unfolded[1]) && fits([rows, heads, queries, keys], unfolded)) {
    return { dims: unfolded, data };
  }
  throw unexpected(name, dims, file);
}

function unexpected(name: string, dims: readonly number[], file: string): LensError {
  return new LensError(
    'unsupported',
    `What was taken for ${name} in ${file} is of shape [${dims.join(', ')}], so it is something else.`,
    'Use the safetensors of the same model.',
  );
}
