import type { EngineContract } from '../../../../common/contracts/engine';
import type { InternalsRequest } from '../../../../common/contracts/internals';
import type { Handlers } from '../../../../common/rpc/contract';
import type { Engine } from '../../engine';
import { grid, links, picture, profile, strongest, values } from './attention';
import { exportNumbers } from './export';
import { cosines, neighbours, overview } from './hidden';
import { neuron } from './neuron';

type InternalsHandlers = Pick<Handlers<EngineContract>['requests'], InternalsRequest | 'exportNumbers'>;

/**
 * Answers what views ask about the inside of the model. What has to be computed by the model waits for its turn; what is
 * asked of numbers that are there is answered at once.
 */
export function internalsHandlers(engine: Engine): InternalsHandlers {
  return {
    internals: async ({ runId, row }, { signal, progress }) => {
      const onLoad = (): void => progress({ message: 'Loading the model' });
      return (await engine.inside.row(runId, row, signal, onLoad)).internals;
    },
    attentionGrid: (params, context) => grid(engine, params, context),
    attentionPicture: (params, { signal }) => picture(engine, params, signal),
    attentionValues: (params, { signal }) => values(engine, params, signal),
    attentionProfile: (params, { signal }) => profile(engine, params, signal),
    attentionLinks: (params, { signal }) => links(engine, params, signal),
    strongestLinks: (params, { signal }) => strongest(engine, params, signal),
    neuron: (params, { signal }) => neuron(engine, params, signal),
    hiddenOverview: (params, { signal }) => overview(engine, params, signal),
    hiddenCosines: (params, { signal }) => cosines(engine, params, signal),
    hiddenNeighbours: (params, { signal }) => neighbours(engine, params, signal),
    exportNumbers: (params, { signal }) => exportNumbers(engine, params, signal),
  };
}
