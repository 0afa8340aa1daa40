import type { GenerationPlace } from '../store/generation-place';
import type { BranchRow } from './branch-tree';

/** The lines from the one that is looked at up to the prompt, the looked at one first; none while nothing is there. */
export function pathTo(rows: readonly BranchRow[], place: GenerationPlace | null): number[] {
  const isOf = ({ node }: BranchRow) => node.branch.id === place?.branch && node.sequence === place.sequence;
  // The end of a sequence is the last of its parts.
  const whole: number[] = [];
  for (let at = rows.findLastIndex((row) => isOf(row) && row.node.children.length === 0); at >= 0;) {
    whole.push(at);
    at = rows[at]?.parent ?? -1;
  }
  const step = place?.step ?? null;
  const first = step === null ? 0 : whole.findIndex((at) => (rows[at]?.node.from ?? 0) <= step);
  return first < 0 ? whole : whole.slice(first);
}
