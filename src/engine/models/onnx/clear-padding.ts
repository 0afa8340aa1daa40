import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import type { ModelInputs } from '../loaded-model';

/** The masks of a batch: 1 for each token that is one, [rows, positions]. */
type Masks = Pick<ModelInputs, 'attentionMask' | 'dims'>;

/**
 * Sets to 0 what belongs to padding in an attention [batch, heads, query, key] whose operation writes nothing there, so
 * that memory of whatever is left shows nowhere. Padding is not looked at, which is 0 in `transformers` as well; what
 * padding itself looks at is not computed.
 */
export function clearPadding(
  { dims, data }: Tensor<Float32Array<ArrayBuffer>>,
  { attentionMask, dims: [, length] }: Masks,
) {
  const [rows = 0, heads = 0, queries = 0, keys = 0] = dims;
  for (let row = 0; row < rows; row++) {
    const isPadding = Array.from({ length }, (_, at) => attentionMask[row * length + at] === 0n);
    if (!isPadding.includes(true)) continue;
    for (let line = 0; line < heads * queries; line++) {
      const start = (row * heads * queries + line) * keys;
      if (isPadding[line % queries] === true) data.fill(0, start, start + keys);
      else for (let key = 0; key < keys; key++) if (isPadding[key] === true) data[start + key] = 0;
    }
  }
}

/**
 * Refuses padding, for files that take no mask.
 * @param name of the file
 * @throws LensError `unsupported`
 */
export function refusePadding({ attentionMask }: Pick<ModelInputs, 'attentionMask'>, name: string): void {
  if (attentionMask.every((each) => each === 1n)) return;
  throw new LensError(
    'unsupported',
    `${name} takes no attention_mask, so it cannot be told which tokens are padding.`,
    'Give texts one at a time.',
  );
}
