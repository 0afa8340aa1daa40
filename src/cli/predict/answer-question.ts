import type { RunInput } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import { neverCancelled } from '../../common/rpc/cancellation';
import { encodeFor } from '../../engine/tasks/encode-for';
import { modelInputs } from '../../engine/tasks/forward';
import { findAnswers, type Answer, type AnswerWindow } from '../../engine/tasks/question-answering';
import { outputRow, runRows } from '../../engine/tasks/run-rows';
import type { TextTokenizer } from '../../engine/tokenizers/text-tokenizer';
import { oneForEach } from '../input/texts';
import { formatTable } from '../output/table';
import type { Predicted, PredictContext, Predictor } from './predictor';

/** Defaults of the pipeline of transformers 4: tokens of a window, tokens that windows share, tokens of an answer. */
const windowTokens = 384;
const sharedTokens = 128;
const answerTokens = 15;

/** Question answering: where in a text the answer to a question is. */
export const answerQuestion: Predictor = {
  options: ['question'],
  batch: async (context) => {
    const { tokenizer, checkpoint, encode, inputs, options } = context;
    if (options.has('pair')) throw new LensError('usage', 'The text is read with --question, so it takes no --pair.');
    if (!options.has('question')) throw new LensError('usage', 'There is no --question to the text.');
    const question = oneForEach(options, 'question', inputs.length);
    const pairs = inputs.map(({ text }, index): RunInput => asPair(tokenizer, question(index) ?? '', text));
    const limits = [tokenizer.info.maxLength, checkpoint.info.maxPositions, windowTokens].filter(
      (each) => each !== null,
    );
    const maxLength = encode.maxLength ?? Math.min(...limits);
    const truncation = contextSequence(tokenizer) === 1 ? 'only_second' : 'only_first';
    const stride = Math.min(Math.floor(maxLength / 2), sharedTokens);
    return encodeFor(tokenizer, checkpoint, pairs, { ...encode, maxLength, truncation, stride });
  },
  predict: async (context, model, batch) => {
    const windows: AnswerWindow[][] = context.inputs.map(() => []);
    for await (const { from, rows, outputs } of runRows(model, modelInputs(batch), neverCancelled)) {
      for (const [index, { tokens, input }] of batch.rows.slice(from, from + rows).entries()) {
        const [start, end] = [outputRow(outputs, 'start_logits', index), outputRow(outputs, 'end_logits', index)];
        windows[input]?.push({
          tokens: tokens.slice(0, tokens.length),
          startLogits: start.data,
          endLogits: end.data,
        });
      }
    }
    return windows.map((each, input) => shown(answersOf(context, each, input)));
  },
};

function answersOf({ inputs, tokenizer, top }: PredictContext, windows: AnswerWindow[], input: number): Answer[] {
  return findAnswers(inputs[input]?.text ?? '', windows, {
    contextSequence: contextSequence(tokenizer),
    classId: tokenizer.info.specialTokens.find(({ role }) => role === 'cls')?.id ?? null,
    maxTokens: answerTokens,
    top: top ?? 1,
  });
}

/** The question comes first unless the tokenizer pads on the left. */
function contextSequence({ info }: TextTokenizer): 0 | 1 {
  return info.paddingSide === 'right' ? 1 : 0;
}

function asPair(tokenizer: TextTokenizer, question: string, context: string): RunInput {
  return contextSequence(tokenizer) === 1 ? { text: question, pair: context } : { text: context, pair: question };
}

function shown(answers: readonly Answer[]): Predicted {
  const rows = answers.map(({ answer, score, start, end }) => [score.toFixed(4), `${start}-${end}`, answer]);
  const table = formatTable([['score', 'place', 'answer'], ...rows], { indent: 2, right: [0] });
  return { json: { answers }, lines: answers.length > 0 ? table : '  no answer' };
}
