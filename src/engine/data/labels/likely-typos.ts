/** A label is taken for a slip of another that is at least so many times as frequent. */
const timesAsFrequent = 50;
const fewestLetters = 4;

/**
 * Labels of the data that are likely to be slips of the pen: rare, and one letter away from one that is frequent, such as
 * "neutrl". Labels that a run file lists are never taken for one.
 */
export function likelyTypos(counts: ReadonlyMap<string, number>): ReadonlySet<string> {
  const labels = [...counts].filter(([label]) => label.length >= fewestLetters && /\p{L}/u.test(label));
  const isSlip = ([label, count]: readonly [string, number]) =>
    labels.some(([other, often]) => often >= count * timesAsFrequent && isNear(label, other));
  return new Set(labels.filter(isSlip).map(([label]) => label));
}

/** True for texts that one letter more, less or other, or two letters changed about, makes the same, or other case. */
function isNear(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const room = Math.min(a.length, b.length) - start;
  while (end < room && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [restOfA, restOfB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restOfA.length <= 1 && restOfB.length <= 1) return !/\d/.test(restOfA + restOfB);
  const isSwapped = restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0];
  return restOfA.length === 2 && restOfB.length === 2 && isSwapped;
}
