import { bartLike } from './bart-like';
import { bartConditionalGeneration } from './heads/bart-conditional-generation';
import { endTokenClassification } from './heads/end-token-classification';
import { questionAnswering } from './heads/question-answering';

/** modeling_bart.py */
export const bart = bartLike('bart', 'Bart', {
  vocabSize: 50265,
  endTokenId: 2,
  startTokenId: 2,
  positions: 'learned',
  heads: {
    ForConditionalGeneration: bartConditionalGeneration,
    ForSequenceClassification: endTokenClassification,
    ForQuestionAnswering: questionAnswering,
  },
});
