import { formatFixed } from '../../../shared/format/numbers';
import { shortNumber } from '../../../shared/colour/scale';

/** A cosine inside a cell: `.97`, `−.12`, `1`. */
export function cosineText(value: number): string {
  return Math.abs(value) >= 0.995 ? formatFixed(Math.sign(value), 0) : shortNumber(value);
}
