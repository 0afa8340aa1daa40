import type { Branch, GenerationView } from '../../../../src/common/contracts/generation/view';

/** What of the generated is looked at: a sequence of a branch, and its step; `step` null: none of them. */
export interface GenerationPlace {
  readonly branch: number;
  readonly sequence: number;
  readonly step: number | null;
}

/** The place in what there is now: a branch that is new is looked at, one that is gone is left for the newest. */
export function placeIn(
  view: GenerationView,
  before: GenerationView | null,
  place: GenerationPlace | null,
): GenerationPlace | null {
  const newest = newestOf(view);
  if (!newest) return null;
  const isNew = !before?.branches.some(({ id }) => id === newest.id);
  const branch = view.branches.find(({ id }) => id === place?.branch);
  if (!place || !branch || isNew) return beginningOf(newest);
  return keptIn(branch, place);
}

/** Where a branch is looked at first: at the token that made it another one. */
export function beginningOf({ id, shared }: Branch): GenerationPlace {
  return { branch: id, sequence: 0, step: shared > 0 ? shared - 1 : null };
}

function newestOf({ branches }: GenerationView): Branch | undefined {
  return branches.reduce<Branch | undefined>(
    (last, branch) => (last && last.id > branch.id ? last : branch),
    undefined,
  );
}

/** A beam that was given up takes its tokens with it. */
function keptIn({ sequences }: Branch, place: GenerationPlace): GenerationPlace {
  const sequence = place.sequence < sequences.length ? place.sequence : 0;
  const length = sequences[sequence]?.tokens.length ?? 0;
  const step = sequence === place.sequence && place.step !== null && place.step < length ? place.step : null;
  return sequence === place.sequence && step === place.step ? place : { ...place, sequence, step };
}
