/**
 * One vector for a text: the mean of the last hidden states of its real tokens, special ones among them.
 * @param states [tokens, hidden]
 * @param mask [tokens], 1 for real tokens
 */
export function meanState(states: Float32Array, mask: ArrayLike<number | bigint>, hiddenSize: number): Float32Array {
  const sum = new Float64Array(hiddenSize);
  let count = 0;
  for (let token = 0; token < mask.length; token += 1) {
    if (Number(mask[token]) === 0) continue;
    count += 1;
    for (let i = 0; i < hiddenSize; i += 1) sum[i] = (sum[i] ?? 0) + (states[token * hiddenSize + i] ?? 0);
  }
  return Float32Array.from(sum, (total) => total / Math.max(1, count));
}
