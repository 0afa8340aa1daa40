/** What is given to this thread and to each of the others, by the numbers of parameters. */
export interface Shares {
  readonly own: readonly number[];
  readonly others: readonly (readonly number[])[];
}

/** What this thread does for a number that another makes the update of, where making it as well is 1. */
const applied = 0.2;

/**
 * Gives parameters to threads so that all are done at about the same time: the largest first, each to who is done first then.
 * @param sizes of parameters, and which of them must stay here
 * @param threads this one counted
 */
export function shareOut(
  sizes: readonly { readonly size: number; readonly stays: boolean }[],
  threads: number,
): Shares {
  const own = sizes.flatMap(({ stays }, index) => (stays ? [index] : []));
  let here = own.reduce((sum, index) => sum + (sizes[index]?.size ?? 0), 0);
  const others = Array.from({ length: threads - 1 }, () => ({ load: 0, given: [] as number[] }));
  const free = sizes.map(({ size, stays }, index) => ({ size, stays, index })).filter(({ stays }) => !stays);
  for (const { size, index } of free.sort((a, b) => b.size - a.size)) {
    const least = others.reduce<(typeof others)[number] | null>(
      (a, b) => (a !== null && a.load <= b.load ? a : b),
      null,
    );
    if (least === null || here + size <= Math.max(least.load + size, here + applied * size)) {
      own.push(index);
      here += size;
    } else {
      least.given.push(index);
      least.load += size;
      here += applied * size;
    }
  }
  return { own, others: others.map(({ given }) => given) };
}
