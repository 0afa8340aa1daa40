/**
 * The token that a draw selects: of the probabilities from the largest (of equals the lower id) the first whose running
 * sum exceeds the draw.
 * @param probabilities that sum to 1, [vocabulary]
 * @param draw from 0 to below 1
 */
export function pickToken(probabilities: Float64Array, draw: number): number {
  // Numbers alone are sorted many times faster than ids by their numbers.
  const sorted = probabilities.filter((probability) => probability > 0).sort();
  let at = sorted.length;
  let sum = 0;
  // Rounding may leave the sum a little below 1: the last possible token then.
  while (at > 0 && sum <= draw) sum += sorted[--at] ?? 0;
  const chosen = sorted[at];
  let equalsBefore = 0;
  while (sorted[at + 1 + equalsBefore] === chosen && chosen !== undefined) equalsBefore++;
  return probabilities.findIndex((probability) => probability === chosen && equalsBefore-- === 0);
}
