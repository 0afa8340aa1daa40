import type { generationHostRequests } from '../../../common/contracts/generation/view';
import type { lensHostContract } from '../../../common/contracts/lens';
import type { Handlers } from '../../../common/rpc/contract';
import type { GenerationSession } from './generation-session';
import type { GenerationChoice } from './kept-generation';
import type { Taken } from './prompt';
import type { HowTaken } from './take-generated';

export type GenerationHandlers = Pick<
  Handlers<typeof lensHostContract>['requests'],
  keyof typeof generationHostRequests
>;

export interface GenerationHandlerParams {
  readonly session: GenerationSession;
  readonly choose: (choice: GenerationChoice) => void;
  readonly take: (taken: Taken, how: HowTaken) => Promise<void>;
}

/** Answers the Generate tab. */
export function generationHandlers({ session, choose, take }: GenerationHandlerParams): GenerationHandlers {
  return {
    generateFrom: async ({ row }) => {
      await session.generateFrom(row);
      return {};
    },
    generateOtherwise: async ({ at, id }) => {
      await session.generateOtherwise(at, id);
      return {};
    },
    stopGeneration: () => {
      session.stop();
      return {};
    },
    setGeneration: (choice) => {
      choose(choice);
      return {};
    },
    forgetBranch: ({ branch }) => {
      session.forget(branch);
      return {};
    },
    stepDetail: ({ at, top }, { signal }) => session.stepDetail(at, top, signal),
    stepReads: ({ at, ...look }, { signal }) => session.stepReads(at, look, signal),
    takeGenerated: async ({ branch, sequence, tokens, how }) => {
      await take(session.take({ branch, sequence }, tokens), how);
      return {};
    },
  };
}
