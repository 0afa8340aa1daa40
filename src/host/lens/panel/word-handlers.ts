import type { lensHostContract } from '../../../common/contracts/lens';
import type { wordHostRequests } from '../../../common/contracts/words';
import type { Handlers, ParamsOf } from '../../../common/rpc/contract';
import type { ReadOutcome } from '../run/read-with-model';
import { askRun } from './ask-run';

type WordHandlers = Pick<Handlers<typeof lensHostContract>['requests'], keyof typeof wordHostRequests>;

/**
 * Answers what the Predictions tab asks of a language model's words by the process that made the run on show.
 * @param outcome the result on show; null while there is none
 * @param replace writes into the editor
 */
export function wordHandlers(
  outcome: () => ReadOutcome | null,
  replace: (words: ParamsOf<typeof lensHostContract, 'replaceWords'>) => Promise<void>,
): WordHandlers {
  const ask = askRun(outcome);
  return {
    maskedWords: ask('maskedWords'),
    wholeWords: ask('wholeWords'),
    surprise: ask('surprise'),
    expected: ask('expected'),
    replaceWords: async (words) => {
      await replace(words);
      return {};
    },
  };
}
