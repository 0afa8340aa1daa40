import type { LensComparison, LensLook, LensModel, LensState, Notice } from '../../../common/contracts/lens';
import type { Run } from '../../../common/contracts/run';
import { pinnedNotice, staleNotice } from '../notices/state-notices';
import { excerptOf, secondTextOf, sourceLabel, type ReadText } from '../source/read-text';

/** What the Lens knows; what it draws is derived from it by {@link composeState}. */
export interface LensParts {
  readonly model: LensModel | null;
  /** The text that `run` and `notices` are about. */
  readonly read: ReadText | null;
  readonly run: Run | null;
  readonly notices: readonly Notice[];
  readonly comparison: LensComparison | null;
  /** What is at work; set only after 300 ms. */
  readonly progress: string | null;
  /** Why the result is stale; null while it is not. */
  readonly stale: string | null;
  /** Why the process that made the result can no longer be asked about it; null while it can. */
  readonly lost: string | null;
  readonly pinned: boolean;
  readonly sliding: boolean;
  /** What was looked at inside the model, last of all. */
  readonly look: LensLook | null;
}

const longestPair = 10_000;

export const emptyParts: LensParts = {
  model: null,
  read: null,
  run: null,
  notices: [],
  comparison: null,
  progress: null,
  stale: null,
  lost: null,
  pinned: false,
  sliding: false,
  look: null,
};

/** Everything that the Lens draws. */
export function composeState(parts: LensParts): LensState {
  const { model, read, run, comparison, pinned, sliding, progress, look } = parts;
  const stale = parts.stale ?? parts.lost;
  const second = read && secondTextOf(read, model?.info ?? null);
  return {
    phase: phaseOf(parts),
    progress,
    pinned,
    sliding,
    model,
    source: read && {
      kind: read.kind,
      label: sourceLabel(read),
      excerpts: read.rows.map(({ text }) => excerptOf(text)),
      pair: second && shortened(second.text),
    },
    run,
    comparison,
    look,
    notices: [
      ...(stale === null ? [] : [staleNotice(stale)]),
      ...(pinned && read ? [pinnedNotice(read)] : []),
      ...parts.notices,
    ],
  };
}

/** The view only shows the pair: it need not have megabytes of it. */
function shortened(text: string): string {
  return text.length <= longestPair ? text : excerptOf(text, longestPair);
}

function phaseOf({ progress, stale, lost, run, read, notices }: LensParts): LensState['phase'] {
  if (progress !== null) return 'running';
  if (stale !== null || lost !== null) return 'stale';
  return run === null && read === null && notices.length === 0 ? 'empty' : 'ready';
}
