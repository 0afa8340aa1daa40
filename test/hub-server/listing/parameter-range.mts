/** From the least to the most parameters, both included. */
export type ParameterRange = readonly [least: number, most: number];

const factors: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** Reads `num_parameters` of a listing: `min:6B,max:128B`, either part alone; null when it is not given. */
export function parameterRange(text: string | null): ParameterRange | null {
  return text === null ? null : [bound(text, 'min') ?? 0, bound(text, 'max') ?? Infinity];
}

function bound(text: string, name: 'min' | 'max'): number | null {
  const [, digits, unit] = new RegExp(`(?:^|,)${name}:([\\d.]+)([KMBT]?)(?:,|$)`).exec(text) ?? [];
  return digits === undefined ? null : Number(digits) * (factors[unit ?? ''] ?? 1);
}
