import type { EngineContract } from '../../../../common/contracts/engine';
import { internalsRequests, type InternalsRequest } from '../../../../common/contracts/internals';
import { LensError } from '../../../../common/errors/lens-error';
import type { Handlers } from '../../../../common/rpc/contract';

type InternalsHandlers = Pick<Handlers<EngineContract>['requests'], InternalsRequest | 'exportNumbers'>;

/** Answers what views ask about the inside of the model. */
export function internalsHandlers(): InternalsHandlers {
  const names = [...Object.keys(internalsRequests), 'exportNumbers'];
  const refuse = (): never => {
    throw new LensError('unsupported', 'The inside of the model cannot be shown yet.');
  };
  return Object.fromEntries(names.map((name) => [name, refuse])) as unknown as InternalsHandlers;
}
