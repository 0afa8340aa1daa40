import type { EngineContract } from '../../../../common/contracts/engine';
import type { generationRequests } from '../../../../common/contracts/generation/engine-requests';
import type { Handlers } from '../../../../common/rpc/contract';
import type { Engine } from '../../engine';
import { defaults } from './defaults';
import { generateText } from './generate';
import { stepReads } from './reads';
import { stepDetail } from './step';

type GenerationHandlers = Pick<Handlers<EngineContract>['requests'], keyof typeof generationRequests>;

/** Answers what views ask about going on with a text. */
export function generationHandlers(engine: Engine): GenerationHandlers {
  return {
    generationDefaults: () => defaults(engine),
    generate: (params, context) => generateText(engine, params, context),
    generationStep: (params, { signal }) => stepDetail(engine, params, signal),
    generationReads: (params, { signal }) => stepReads(engine, params, signal),
  };
}
