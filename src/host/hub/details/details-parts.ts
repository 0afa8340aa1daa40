import type { Assessment, Verdict } from '../../../common/contracts/hub/assessment';
import type { DetailsState, RepoInfo, Revision } from '../../../common/contracts/hub/details-view';
import type { Download } from '../../../common/contracts/hub/downloads-view';
import type { RepoFile } from '../../../common/contracts/hub/repo';
import { toErrorData } from '../../../common/errors/lens-error';
import { neededFiles } from '../../../hub/download/needed-files';
import { chosenWeights } from '../assess/chosen-weights';

/** A part of the page that is on its way, here, or failed. */
export type Loading<Value> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly value: Value }
  | { readonly phase: 'failed'; readonly message: string; readonly help: string | null };

/** What was read of a model. */
export interface DetailsParts {
  readonly info: Loading<RepoInfo>;
  readonly assessment: Loading<Assessment>;
  readonly verdict: Verdict | null;
  readonly revisions: readonly Revision[];
  readonly readme: Loading<string | null>;
  readonly offline: boolean;
  /** The needed files are in the cache. */
  readonly downloaded: boolean;
}

/** What this machine knows of a model, read anew for every state. */
export interface DetailsFacts {
  readonly id: string;
  readonly preferred: string | null;
  readonly download: Download | null;
  readonly inUse: boolean;
  readonly favourite: boolean;
}

const onItsWay = { phase: 'loading' } as const;

export const nothingRead: DetailsParts = {
  info: onItsWay,
  assessment: onItsWay,
  verdict: null,
  revisions: [],
  readme: onItsWay,
  offline: false,
  downloaded: false,
};

export function ready<Value>(value: Value): Loading<Value> {
  return { phase: 'ready', value };
}

export function failed<Value>(error: unknown): Loading<Value> {
  const { message, help } = toErrorData(error);
  return { phase: 'failed', message, help: help ?? null };
}

/** The files that a run with the chosen weights needs; those of the tokenizer alone where no weights run. */
export function neededOf({ info, assessment }: DetailsParts, preferred: string | null): RepoFile[] {
  if (info.phase !== 'ready' || assessment.phase !== 'ready') return [];
  return neededFiles(info.value.files, chosenWeights(assessment.value, preferred));
}

/** What the page draws. */
export function composeDetails(parts: DetailsParts, facts: DetailsFacts): DetailsState {
  const { id, preferred, download, inUse, favourite } = facts;
  const needed = neededOf(parts, preferred);
  const weights = parts.assessment.phase === 'ready' ? chosenWeights(parts.assessment.value, preferred) : null;
  return {
    id,
    info: parts.info,
    assessment: parts.assessment,
    verdict: parts.verdict && withCache(parts.verdict, parts.downloaded),
    weights: weights?.path ?? null,
    needed: needed.map(({ path }) => path),
    neededBytes: needed.reduce((sum, { bytes }) => sum + bytes, 0),
    revisions: [...parts.revisions],
    readme: parts.readme,
    download,
    downloaded: parts.downloaded,
    inUse,
    favourite,
    offline: parts.offline,
  };
}

/** The verdict was made for the weights that are usual; others may be in the cache, or not. */
function withCache(verdict: Verdict, downloaded: boolean): Verdict {
  if (verdict.state !== 'runs' && verdict.state !== 'downloaded') return verdict;
  return { ...verdict, state: downloaded ? 'downloaded' : 'runs' };
}
