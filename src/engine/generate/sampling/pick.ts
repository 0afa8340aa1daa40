/**
 * The token that a draw selects: of the probabilities from the largest (of equals the lower id) the first whose running
 * sum exceeds the draw.
 * @param probabilities that sum to 1, [vocabulary]
 * @param draw from 0 to below 1
 */
export function pickToken(probabilities: Float64Array, draw: number): number {
  const possible = Uint32Array.from(possibleIds(probabilities));
  possible.sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0) || a - b);
  let sum = 0;
  // Rounding may leave the sum a little below 1: the last possible token then.
  return possible.find((id) => (sum += probabilities[id] ?? 0) > draw) ?? possible.at(-1) ?? -1;
}

function* possibleIds(probabilities: Float64Array): Generator<number> {
  for (let id = 0; id < probabilities.length; id++) if ((probabilities[id] ?? 0) > 0) yield id;
}
