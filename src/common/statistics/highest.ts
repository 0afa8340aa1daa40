/**
 * The indices of the highest values, the highest first, of equals the first; fewer where there are fewer.
 * @param allowed leaves out the indices at which it is 0
 */
export function highest(values: ArrayLike<number>, count: number, allowed?: ArrayLike<number>): number[] {
  const best: number[] = [];
  if (count < 1) return best;
  let least = -Infinity;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    // Almost every value of a vocabulary ends here, so sorting the few others costs nothing.
    if (best.length === count && !(value > least)) continue;
    if (Number.isNaN(value) || (allowed && !allowed[index])) continue;
    let at = best.length;
    while (at > 0 && value > (values[best[at - 1] ?? -1] ?? -Infinity)) at--;
    best.splice(at, 0, index);
    if (best.length > count) best.pop();
    least = values[best.at(-1) ?? -1] ?? -Infinity;
  }
  return best;
}
