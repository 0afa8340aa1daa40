/**
 * The token that a draw selects: of the probabilities from the largest (of equals the lower id) the first whose running
 * sum exceeds the draw.
 * @param probabilities that sum to 1, [vocabulary]
 * @param draw from 0 to below 1
 */
export function pickToken(probabilities: Float64Array, draw: number): number {
  // Numbers alone are sorted many times faster than ids by their numbers, and few of a vocabulary may be left.
  const sorted = possible(probabilities).sort();
  let at = sorted.length;
  let sum = 0;
  // Rounding may leave the sum a little below 1: the last possible token then.
  while (at > 0 && sum <= draw) sum += sorted[--at] ?? 0;
  const chosen = sorted[at];
  let equalsBefore = 0;
  while (sorted[at + 1 + equalsBefore] === chosen && chosen !== undefined) equalsBefore++;
  for (let id = 0; id < probabilities.length; id++) if (probabilities[id] === chosen && equalsBefore-- === 0) return id;
  return -1;
}

/** The probabilities that are not 0. Plain loops: over a vocabulary they take a tenth of the time of `filter`. */
function possible(probabilities: Float64Array): Float64Array {
  let count = 0;
  for (let id = 0; id < probabilities.length; id++) if ((probabilities[id] ?? 0) > 0) count++;
  const found = new Float64Array(count);
  let at = 0;
  for (let id = 0; id < probabilities.length; id++) {
    const probability = probabilities[id] ?? 0;
    if (probability > 0) found[at++] = probability;
  }
  return found;
}
