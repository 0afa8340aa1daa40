import { t } from '@vscode/l10n';
import type {
  GeneratedToken,
  GenerationProgress,
  GenerationResult,
} from '../../../common/contracts/generation/engine-requests';
import type { Branch, BranchSequence, StepPlace } from '../../../common/contracts/generation/view';
import { type ErrorData, LensError } from '../../../common/errors/lens-error';

export interface BranchStart extends Pick<Branch, 'id' | 'from' | 'settings' | 'seed'> {
  /** The tokens that every sequence begins with. */
  readonly shared: readonly GeneratedToken[];
  /** How many sequences will be there. */
  readonly sequences: number;
}

/** A branch of which nothing has come yet. */
export function startBranch({ shared, sequences, ...start }: BranchStart): Branch {
  const sequence = (): BranchSequence => ({ tokens: [...shared], end: null, score: null });
  return {
    ...start,
    shared: shared.length,
    phase: 'running',
    failure: null,
    message: null,
    cost: null,
    sequences: Array.from({ length: sequences }, sequence),
  };
}

/** The branch with what has come since. */
export function growBranch(branch: Branch, { message, added, cost }: Omit<GenerationProgress, 'prompt'>): Branch {
  const sequences = branch.sequences.map((sequence, index) => {
    const tokens = added.filter((more) => more.sequence === index).flatMap((more) => more.tokens);
    return tokens.length === 0 ? sequence : { ...sequence, tokens: [...sequence.tokens, ...tokens] };
  });
  return { ...branch, message, cost: cost ?? branch.cost, sequences };
}

/** The branch with all that the engine has made of it. */
export function finishBranch(branch: Branch, { sequences, cost }: GenerationResult): Branch {
  const shared = branch.sequences[0]?.tokens.slice(0, branch.shared) ?? [];
  return {
    ...branch,
    phase: 'done',
    message: null,
    cost,
    sequences: sequences.map(({ tokens, ...rest }) => ({ ...rest, tokens: [...shared, ...tokens] })),
  };
}

/** The branch as it was left, by a failure or (null) because it was stopped: what has come stays, and nothing more comes. */
export function endBranch(branch: Branch, failure: ErrorData | null): Branch {
  const sequences = branch.sequences.map((sequence) => ({ ...sequence, end: sequence.end ?? ('stopped' as const) }));
  return { ...branch, phase: failure ? 'failed' : 'stopped', failure, message: null, sequences };
}

/** The branches with one of them as it is now. */
export function replaced(branches: readonly Branch[], now: Branch): Branch[] {
  return branches.map((branch) => (branch.id === now.id ? now : branch));
}

/** The branches without those that ended before anything came: their failure was read, and there is nothing to lose. */
export function withoutEmptyOnes(branches: readonly Branch[]): Branch[] {
  const isEmpty = ({ phase, shared, sequences }: Branch): boolean =>
    (phase === 'failed' || phase === 'stopped') && sequences.every(({ tokens }) => tokens.length === shared);
  return branches.filter((branch) => !isEmpty(branch));
}

/** The branches without one of them and those that came from it. */
export function withoutBranch(branches: readonly Branch[], id: number): Branch[] {
  const gone = new Set([id]);
  // A branch is always younger than the one that it came from, so it comes later.
  for (const branch of branches) if (branch.from && gone.has(branch.from.branch)) gone.add(branch.id);
  return branches.filter((branch) => !gone.has(branch.id));
}

/**
 * A branch and one of its sequences.
 * @throws LensError `not-found` for one that was forgotten
 */
export function sequenceAt(
  branches: readonly Branch[],
  at: Omit<StepPlace, 'step'>,
): { readonly branch: Branch; readonly sequence: BranchSequence } {
  const branch = branches.find(({ id }) => id === at.branch);
  const sequence = branch?.sequences[at.sequence];
  if (!branch || !sequence) throw new LensError('not-found', t('This text is not there any more.'));
  return { branch, sequence };
}

/** A step, and where it was drawn: the branches that a text came from have made its shared tokens. */
export interface Step {
  /** The tokens behind the prompt that were there before it. */
  readonly before: readonly GeneratedToken[];
  readonly token: GeneratedToken;
  /** The branch that had this step, the sequence of it, and the step counted from that branch's first own token. */
  readonly origin: { readonly branch: Branch; readonly sequence: number; readonly step: number };
}

/**
 * Finds a step.
 * @throws LensError `not-found` for one that was forgotten or has not come
 */
export function stepAt(branches: readonly Branch[], at: StepPlace): Step {
  const { sequence } = sequenceAt(branches, at);
  const token = sequence.tokens[at.step];
  if (!token) throw new LensError('not-found', t('This token is not there any more.'));
  return { before: sequence.tokens.slice(0, at.step), token, origin: originOf(branches, at) };
}

function originOf(branches: readonly Branch[], { branch: id, sequence, step }: StepPlace): Step['origin'] {
  const { branch } = sequenceAt(branches, { branch: id, sequence });
  // The last shared token is the one that was put in the place of the other branch's.
  if (branch.from && step < branch.shared) return originOf(branches, { ...branch.from, step });
  return { branch, sequence, step: step - branch.shared };
}

/** The text of tokens. Special ones are none. */
export function textOf(tokens: readonly GeneratedToken[]): string {
  return tokens.map(({ special, text }) => (special ? '' : text)).join('');
}
