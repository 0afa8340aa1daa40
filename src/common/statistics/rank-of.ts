/** The place of a token among all by falling logit, from 1; of equals the lower id comes first. */
export function rankOf(logits: Float32Array, id: number): number {
  const own = logits[id] ?? -Infinity;
  let rank = 1;
  for (let other = 0; other < logits.length; other++) {
    const logit = logits[other] ?? -Infinity;
    if (logit > own || (logit === own && other < id)) rank++;
  }
  return rank;
}
