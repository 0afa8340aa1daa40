/** Multipliers and round keys of Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011). */
const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
const weyl = [0x9e3779b9, 0xbb67ae85] as const;
const rounds = 10;

export type Words = readonly [number, number, number, number];

/**
 * Four random 32-bit words that follow from a counter and a key alone, so that any place of a sequence can be had without
 * what comes before: what a resumed run needs.
 */
export function philox(counter: Words, key: readonly [number, number]): Words {
  let [a, b, c, d] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < rounds; round++) {
    const [highA, lowA] = multiply(multipliers[0], a);
    const [highC, lowC] = multiply(multipliers[1], c);
    [a, b, c, d] = [(highC ^ b ^ k0) >>> 0, lowC, (highA ^ d ^ k1) >>> 0, lowA];
    k0 = (k0 + weyl[0]) >>> 0;
    k1 = (k1 + weyl[1]) >>> 0;
  }
  return [a, b, c, d];
}

/** The upper and lower 32 bits of a product of two 32-bit numbers. */
function multiply(x: number, y: number): [high: number, low: number] {
  const [xh, xl, yh, yl] = [x >>> 16, x & 0xffff, y >>> 16, y & 0xffff];
  const low = xl * yl;
  const middle = xh * yl + (low >>> 16);
  const carried = (middle & 0xffff) + xl * yh;
  const high = xh * yh + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000);
  return [high >>> 0, Math.imul(x, y) >>> 0];
}
