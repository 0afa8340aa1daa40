import type { Branch } from '../../../../src/common/contracts/generation/view';

/**
 * How many tokens the sequences of a branch begin with alike: those that were there before, and those of several sequences
 * up to where their ways part.
 */
export function sharedBeginning({ sequences, shared }: Branch): number {
  const [first, ...others] = sequences;
  if (!first || others.length === 0) return shared;
  let alike = Math.min(first.tokens.length, ...others.map(({ tokens }) => tokens.length));
  for (const { tokens } of others) {
    const differs = first.tokens.slice(0, alike).findIndex(({ id }, index) => id !== tokens[index]?.id);
    if (differs >= 0) alike = differs;
  }
  // Until one goes another way nothing sets them apart.
  const allAlike = sequences.every(({ tokens }) => tokens.length === alike);
  return allAlike ? shared : Math.max(shared, alike);
}
