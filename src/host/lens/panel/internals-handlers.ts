import type { InternalsRequest } from '../../../common/contracts/internals';
import type { lensHostContract } from '../../../common/contracts/lens';
import type { Handlers } from '../../../common/rpc/contract';
import type { ReadOutcome } from '../run/read-with-model';
import { askRun } from './ask-run';

type InternalsHandlers = Pick<Handlers<typeof lensHostContract>['requests'], InternalsRequest>;

/**
 * Answers questions about the inside of the model by the process that made the run on show.
 * @param outcome the result on show; null while there is none
 */
export function internalsHandlers(outcome: () => ReadOutcome | null): InternalsHandlers {
  const ask = askRun(outcome);
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
