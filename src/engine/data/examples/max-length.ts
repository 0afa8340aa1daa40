import { LensError } from '../../../common/errors/lens-error';
import type { DataModel } from '../data-model';

/** Where neither model nor tokenizer says how long a text may be. */
const usual = 512;

/**
 * The tokens that rows are cut to, special ones included.
 * @param asked by the run file; null for the model's own maximum
 * @throws LensError `usage` for more than the model has positions for
 */
export function maxLengthOf(asked: number | null, { maxPositions, usualLength }: DataModel): number {
  const most = maxPositions ?? Infinity;
  if (asked === null) return Math.min(usualLength ?? usual, most);
  if (asked <= most) return asked;
  throw new LensError(
    'usage',
    `max_length is ${asked}, but the model has positions for ${most} tokens.`,
    `Set max_length to ${most} or less.`,
  );
}
