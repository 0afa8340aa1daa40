/** How many steps of colour there are above none (`modelLens.surprise1Background` to `4`). */
export const surpriseLevels = 4;

/** The surprise of a token in bits, -log2 of the probability that the model gave it; infinite for 0. */
export function bitsOf(probability: number): number {
  return probability >= 1 ? 0 : -Math.log2(probability);
}

/**
 * Which of the four colours a token has: 0, none, down to a probability of 0.5 and for NaN, then in equal steps of bits up
 * to 4 from 5.5 bits (0.022) on.
 */
export function surpriseLevel(probability: number): number {
  const strength = (bitsOf(probability) - 1) / 6;
  return strength > 0 ? Math.min(surpriseLevels, Math.ceil(strength * surpriseLevels)) : 0;
}
