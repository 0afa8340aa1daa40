import type { Assessment, RepoFacts, Verdict, WeightsChoice } from '../../common/contracts/hub/assessment';
import type { RepoInfo } from '../../common/contracts/hub/details-view';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { isCancelled, LensError } from '../../common/errors/lens-error';
import type { HubClient } from '../api/hub-client';
import { neededFiles } from '../download/needed-files';
import { areCached } from './cached-files';
import { readRepoFacts } from './repo-facts';

export interface JudgeParams {
  readonly client: HubClient;
  readonly id: string;
  /** A branch, tag or commit; null for `main`. */
  readonly revision: string | null;
  /** The folder of the Hub's cache. */
  readonly cache: string;
  /** Bytes of memory that are free for a model. */
  readonly memoryBytes: number;
  /** The engine's part: whether a model of these facts runs. */
  readonly assess: (facts: RepoFacts) => Promise<Assessment> | Assessment;
  readonly signal?: AbortSignal | undefined;
}

/** What is known of a model before a download. What could not be read is null; the verdict then says why. */
export interface Judgement {
  readonly info: RepoInfo | null;
  readonly assessment: Assessment | null;
  readonly verdict: Verdict;
  /** The files that a run needs: with the chosen weights, or with those that come nearest to running. */
  readonly needed: readonly RepoFile[];
}

/**
 * Whether a model of the Hub runs here, from its file list, config and headers, and whether it is in the cache already.
 * Failures of the Hub are verdicts: `gated` with what to do, else `unknown` with the reason.
 * @throws LensError `cancelled`
 */
export async function judgeRepo(params: JudgeParams): Promise<Judgement> {
  const { client, id, revision, signal } = params;
  let info: RepoInfo | null = null;
  try {
    info = await client.repo(id, revision, signal);
    return await judgeFiles(params, info);
  } catch (error) {
    if (!(error instanceof LensError) || isCancelled(error)) throw error;
    return { info, assessment: null, verdict: await failedVerdict(client, info, error), needed: [] };
  }
}

async function judgeFiles(params: JudgeParams, info: RepoInfo): Promise<Judgement> {
  const { client, cache, memoryBytes, assess, signal } = params;
  const assessment = await assess(await readRepoFacts(client, info, memoryBytes, signal));
  const needed = neededFiles(info.files, preferred(assessment));
  const { verdict } = assessment;
  const downloaded = verdict.state === 'runs' && (await areCached(cache, info.id, info.commit, needed));
  return { info, assessment, verdict: downloaded ? { ...verdict, state: 'downloaded' } : verdict, needed };
}

/** The weights that are used; where none runs, the first: how large they are is part of why. */
function preferred({ choices, chosen }: Assessment): WeightsChoice | null {
  return choices.find(({ path }) => path === chosen) ?? choices[0] ?? null;
}

async function failedVerdict(client: HubClient, info: RepoInfo | null, error: LensError): Promise<Verdict> {
  if (error.code !== 'gated') return { state: 'unknown', reason: error.message };
  const signedIn = (await client.access.token()) !== null;
  return { state: 'gated', reason: gatedReason(signedIn, info) };
}

function gatedReason(signedIn: boolean, info: RepoInfo | null): string {
  if (!signedIn) return 'sign in, and accept its terms on the Hub';
  return info?.gated === 'manual' ? 'ask for access on the Hub; its authors decide' : 'accept its terms on the Hub';
}
