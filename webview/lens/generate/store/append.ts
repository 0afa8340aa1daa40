import type {
  Branch,
  BranchSequence,
  GenerationAdded,
  GenerationView,
} from '../../../../src/common/contracts/generation/view';

/** The view with the tokens that have come; what is added to a branch that is not there is left out. */
export function append(view: GenerationView, added: GenerationAdded): GenerationView {
  const branches = view.branches.map((branch) => (branch.id === added.branch ? grown(branch, added) : branch));
  return { ...view, branches };
}

function grown(branch: Branch, { added, cost }: GenerationAdded): Branch {
  const sequences = [...branch.sequences];
  for (const { sequence, tokens } of added) {
    // A sequence that has nothing yet has its place all the same.
    while (sequences.length <= sequence) sequences.push({ tokens: [], end: null, score: null });
    sequences[sequence] = withTokens(sequences[sequence], tokens);
  }
  // What was at work before tokens came is done.
  return { ...branch, message: null, sequences, cost: cost ?? branch.cost };
}

function withTokens(before: BranchSequence | undefined, tokens: BranchSequence['tokens']): BranchSequence {
  return { end: null, score: null, ...before, tokens: [...(before?.tokens ?? []), ...tokens] };
}
