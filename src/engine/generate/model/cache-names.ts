/** Optimum's names for what a decoder remembers: the same behind `past_key_values.` (given) and `present.` (made). */
const [past, present] = ['past_key_values.', 'present.'];

/** The name in a cache of something that a run is given; null for another input. */
export function nameOfPast(input: string): string | null {
  return input.startsWith(past) ? input.slice(past.length) : null;
}

/** The name in a cache of something that a run made; null for another result. */
export function nameOfPresent(output: string): string | null {
  return output.startsWith(present) ? output.slice(present.length) : null;
}

export function pastName(name: string): string {
  return past + name;
}
