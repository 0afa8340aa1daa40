import { philox } from '../../random/philox';

/**
 * A random number from 0 to below 1 that follows from a seed and a place alone, so that a text can be generated again, or
 * on from any of its tokens.
 * @param seed a whole number of up to 53 bits
 */
export function drawAt(seed: number, prompt: number, sequence: number, step: number, which = 0): number {
  const [high, low] = philox([step, sequence, prompt, which], [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]);
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}
