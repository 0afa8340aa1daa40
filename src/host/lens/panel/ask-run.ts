import { t } from '@vscode/l10n';
import type { EngineContract } from '../../../common/contracts/engine';
import type { InternalsRequest } from '../../../common/contracts/internals';
import type { WordRequest } from '../../../common/contracts/words';
import { LensError } from '../../../common/errors/lens-error';
import type { ParamsOf, ProgressOf, RequestContext, ResultOf } from '../../../common/rpc/contract';
import type { ReadOutcome } from '../run/read-with-model';

/** What views ask about the run on show. */
type RunRequest = InternalsRequest | WordRequest;
type Params<Name extends RunRequest> = ParamsOf<EngineContract, Name>;
type Context<Name extends RunRequest> = RequestContext<ProgressOf<EngineContract, Name>>;
type Result<Name extends RunRequest> = ResultOf<EngineContract, Name>;

/**
 * A function that makes handlers: each hands its question as it is to the process that made the run on show, because both
 * ends check it.
 * @param outcome the result on show; null while there is none
 */
export function askRun(outcome: () => ReadOutcome | null) {
  return <Name extends RunRequest>(name: Name) =>
    async (params: Params<Name>, { signal, progress }: Context<Name>): Promise<Result<Name>> => {
      const { runId }: { readonly runId: number } = params;
      return engineOf(outcome(), runId).request(name, params, { signal, onProgress: progress, spare: true });
    };
}

/**
 * The process that made a run, while the run is on show.
 * @throws LensError `cancelled` for a run that a newer one has replaced: its view asks anew, and nobody waits for it
 */
export function engineOf(outcome: ReadOutcome | null, runId: number): ReadOutcome['engine'] {
  if (!outcome?.run) throw new LensError('not-found', t('There is no result to ask about.'), t('Select text first.'));
  if (outcome.run.runId !== runId) throw new LensError('cancelled', t('A newer result has replaced this one.'));
  return outcome.engine;
}
