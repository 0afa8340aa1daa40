import type { EngineContract } from '../../../../common/contracts/engine';
import type { WordRequest } from '../../../../common/contracts/words';
import type { Handlers } from '../../../../common/rpc/contract';
import { maskWords } from '../../../tasks/words/masked-words';
import { findWholeWords } from '../../../tasks/words/whole-words';
import type { Engine } from '../../engine';
import { expected } from './expected';

type WordHandlers = Pick<Handlers<EngineContract>['requests'], WordRequest>;

/** Answers what views ask of a language model's words. What the model computes waits for its turn. */
export function wordHandlers(engine: Engine): WordHandlers {
  const loading = (progress: (value: { message: string }) => void) => () => progress({ message: 'Loading the model' });
  return {
    maskedWords: ({ tokens, top, ...of }, { signal, progress }) =>
      engine.words.masking(of, signal, (context) => maskWords(context, tokens, top), loading(progress)),
    wholeWords: ({ tokens, place, top, ...of }, { signal, progress }) =>
      engine.words.masking(
        of,
        signal,
        async (context, { info }) => {
          const { maxPositions } = info;
          const vocabSize = info.vocabSize ?? (await engine.tokenizer()).info.vocabSize;
          return findWholeWords(context, { chosen: tokens, place, top, maxPositions, vocabSize });
        },
        loading(progress),
      ),
    surprise: async (of, { signal, progress }) => (await engine.words.scored(of, signal, loading(progress))).surprise,
    expected: (params, { signal }) => expected(engine, params, signal),
  };
}
