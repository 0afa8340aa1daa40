import type { DescriptionRequest } from '../../../common/contracts/description';
import type { lensHostContract } from '../../../common/contracts/lens';
import type { Handlers } from '../../../common/rpc/contract';
import type { OpenEngine } from '../run/engine-access';

type DescriptionHandlers = Pick<Handlers<typeof lensHostContract>['requests'], DescriptionRequest>;

/** Answers what the model in use is made of, with a text or without. */
export function descriptionHandlers(engine: () => Promise<OpenEngine>): DescriptionHandlers {
  return {
    describe: async (wanted, { signal }) => (await engine()).request('describe', wanted, { signal, spare: true }),
    tensorStatistics: async (wanted, { signal, progress }) =>
      (await engine()).request('tensorStatistics', wanted, { signal, spare: true, onProgress: progress }),
  };
}
