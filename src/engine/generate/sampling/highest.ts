/** The places of the `count` largest values, the largest first; of equals the lower place first. */
export function highest(values: ArrayLike<number>, count: number): number[] {
  const found: number[] = [];
  if (count === 0) return found;
  const valueAt = (place: number): number => values[place] ?? -Infinity;
  for (let place = 0; place < values.length; place++) {
    if (found.length === count && valueAt(place) <= valueAt(found.at(-1) ?? -1)) continue;
    let at = found.length;
    while (at > 0 && valueAt(found[at - 1] ?? -1) < valueAt(place)) at--;
    found.splice(at, 0, place);
    if (found.length > count) found.pop();
  }
  return found;
}
