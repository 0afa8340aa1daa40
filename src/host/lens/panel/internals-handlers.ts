import { t } from '@vscode/l10n';
import type { EngineContract } from '../../../common/contracts/engine';
import type { InternalsRequest } from '../../../common/contracts/internals';
import type { lensHostContract } from '../../../common/contracts/lens';
import { LensError } from '../../../common/errors/lens-error';
import type { Handlers, ParamsOf, ProgressOf, RequestContext, ResultOf } from '../../../common/rpc/contract';
import type { ReadOutcome } from '../run/read-with-model';

type InternalsHandlers = Pick<Handlers<typeof lensHostContract>['requests'], InternalsRequest>;
type Params<Name extends InternalsRequest> = ParamsOf<EngineContract, Name>;
type Context<Name extends InternalsRequest> = RequestContext<ProgressOf<EngineContract, Name>>;
type Result<Name extends InternalsRequest> = ResultOf<EngineContract, Name>;

/**
 * Answers questions about the inside of the model by the process that made the run on show; both ends check them.
 * @param outcome the result on show; null while there is none
 */
export function internalsHandlers(outcome: () => ReadOutcome | null): InternalsHandlers {
  const ask =
    <Name extends InternalsRequest>(name: Name) =>
    async (params: Params<Name>, { signal, progress }: Context<Name>): Promise<Result<Name>> => {
      const { runId }: { readonly runId: number } = params;
      return engineOf(outcome(), runId).request(name, params, { signal, onProgress: progress, spare: true });
    };
  return {
    internals: ask('internals'),
    attentionGrid: ask('attentionGrid'),
    attentionPicture: ask('attentionPicture'),
    attentionValues: ask('attentionValues'),
    attentionProfile: ask('attentionProfile'),
    attentionLinks: ask('attentionLinks'),
    strongestLinks: ask('strongestLinks'),
    neuron: ask('neuron'),
    hiddenOverview: ask('hiddenOverview'),
    hiddenCosines: ask('hiddenCosines'),
    hiddenNeighbours: ask('hiddenNeighbours'),
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
