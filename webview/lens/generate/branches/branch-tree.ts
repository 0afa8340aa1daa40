import type { Branch, StepPlace } from '../../../../src/common/contracts/generation/view';

/** Tokens of a sequence between two steps at which ways part, as a line of the tree. */
export interface BranchNode {
  readonly branch: Branch;
  readonly sequence: number;
  /** The first step of the part, and the one behind its last. */
  readonly from: number;
  readonly to: number;
  readonly children: readonly BranchNode[];
}

/** A line of the tree. `parent` is the line above that it hangs on; -1 for one that begins at the prompt. */
export interface BranchRow {
  readonly node: BranchNode;
  readonly parent: number;
  /** 0 for those that begin at the prompt. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  /** Whether each level above, and this one, goes on below this line. */
  readonly goesOn: readonly boolean[];
}

/** All that was generated from a prompt as a tree: where another token was chosen ways part. */
export function branchTree(branches: readonly Branch[]): BranchNode[] {
  return branches
    .filter(({ from }) => from === null)
    .flatMap((branch) => branch.sequences.map((_, sequence) => nodeOf(branches, branch, sequence, 0)));
}

/** The lines of the tree, each below what it hangs on. */
export function branchRows(nodes: readonly BranchNode[]): BranchRow[] {
  const rows: BranchRow[] = [];
  const add = (siblings: readonly BranchNode[], parent: number, goesOn: readonly boolean[]): void => {
    siblings.forEach((node, index) => {
      const onwards = [...goesOn, index < siblings.length - 1];
      rows.push({ node, parent, level: goesOn.length, place: index + 1, siblings: siblings.length, goesOn: onwards });
      add(node.children, rows.length - 1, onwards);
    });
  };
  add(nodes, -1, []);
  return rows;
}

function nodeOf(branches: readonly Branch[], branch: Branch, sequence: number, from: number): BranchNode {
  const length = branch.sequences[sequence]?.tokens.length ?? 0;
  const forks = branches
    .map((other) => ({ other, at: forkOf(branches, other) }))
    .filter(({ at }) => at?.branch === branch.id && at.sequence === sequence && at.step >= from);
  const to = Math.min(length, ...forks.map(({ at }) => at?.step ?? length));
  if (forks.length === 0) return { branch, sequence, from, to: length, children: [] };
  const others = forks
    .filter(({ at }) => at?.step === to)
    .flatMap(({ other }) => other.sequences.map((_, index) => nodeOf(branches, other, index, to)));
  const onwards = nodeOf(withoutForksAt(branches, branch, sequence, to), branch, sequence, to);
  return { branch, sequence, from, to, children: [onwards, ...others] };
}

/** The branches but for those that part here: they were drawn. */
function withoutForksAt(branches: readonly Branch[], { id }: Branch, sequence: number, step: number): Branch[] {
  return branches.filter((other) => {
    const at = forkOf(branches, other);
    return at?.branch !== id || at.sequence !== sequence || at.step !== step;
  });
}

/** Where a branch parts from another one: at a step of what it shares with its own origin it parts from that. */
function forkOf(branches: readonly Branch[], { from }: Branch): StepPlace | null {
  if (!from) return null;
  const origin = branches.find(({ id }) => id === from.branch);
  if (!origin?.from || from.step >= origin.shared) return from;
  return forkOf(branches, { ...origin, from: { ...origin.from, step: from.step } });
}
