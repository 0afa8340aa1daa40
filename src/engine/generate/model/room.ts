import type { InputLimits } from '../../models/check-inputs';

/** The most tokens of prompt and text together, of an encoder-decoder of its decoder's; null without end. */
export function roomOf({
  positionRows,
  maxPositions,
}: Pick<InputLimits, 'positionRows' | 'maxPositions'>): number | null {
  return positionRows === null ? null : maxPositions;
}
