/** A sequence's tokens as far as attention asks: special ones draw attention, pieces of a word look at each other. */
export interface AttendedToken {
  readonly special: boolean;
  readonly word: number | null;
}

export interface WeightsOf {
  readonly queries: readonly AttendedToken[];
  readonly keys: readonly AttendedToken[];
  readonly causal: boolean;
}

/** A number from 0 to 1 that looks like chance and is the same every time. */
export function chance(...seeds: readonly number[]): number {
  const mixed = seeds.reduce((sum, seed, index) => sum + (seed + 1.37) * (12.9898 + index * 37.719), 0.5);
  const fraction = Math.sin(mixed) * 43758.5453;
  return fraction - Math.floor(fraction);
}

/**
 * The attention of a query in a head that never was: like those of real models a head looks at the token before, the next
 * one, itself, the first or last token, or at a few keys. Rows sum to 1; a causal head sees nothing behind the query.
 */
export function rowOfWeights(of: WeightsOf, layer: number, head: number, query: number): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(of.keys.length);
  const visible = of.causal ? query + 1 : of.keys.length;
  let sum = 0;
  for (let key = 0; key < visible; key += 1) {
    const value = Math.exp(score(of, layer, head, query, key));
    weights[key] = value;
    sum += value;
  }
  for (let key = 0; key < visible; key += 1) weights[key] = (weights[key] ?? 0) / sum;
  return weights;
}

/** What softmax is taken of. */
export function score({ keys }: WeightsOf, layer: number, head: number, query: number, key: number): number {
  const kind = chance(layer, head);
  const sharp = 0.4 + 5 * chance(head, layer, 3) ** 2;
  const noise = 1.6 * chance(layer, head, query % 97, key % 89);
  if (kind < 0.45) {
    const offset = Math.floor(chance(layer, head, 7) * 4) - 1;
    return noise - sharp * Math.min(12, Math.abs(key - query + offset));
  }
  const sink = kind < 0.65 && (keys[key]?.special ?? false) ? 4 : 0;
  const popular = chance(key % 101, layer) > 0.72 ? 2.2 : 0;
  return noise + sink + popular + (key === query ? 0.3 : 0);
}
