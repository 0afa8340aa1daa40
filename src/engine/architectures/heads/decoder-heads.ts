import type { ArchitectureDescription } from '../architecture';
import type { LanguageModelConfig } from '../config/language-model';
import { causalLm } from './causal-lm';
import { lastTokenClassification } from './last-token-classification';
import { questionAnswering } from './question-answering';
import { tokenClassificationBy } from './token-classification';

/**
 * The heads of decoder-only models, and that a classifier whose padding is not known reads one text at a time.
 * @param embedding the table of word embeddings in the body
 * @param tokenClassifier what the layer of the token classifier is called
 */
export function decoderHeads(
  embedding: string,
  tokenClassifier: 'classifier' | 'score',
): Pick<ArchitectureDescription<LanguageModelConfig>, 'heads' | 'oneTextOnly'> {
  return {
    heads: {
      ForCausalLM: causalLm(embedding),
      ForSequenceClassification: lastTokenClassification,
      ForTokenClassification: tokenClassificationBy(tokenClassifier),
      ForQuestionAnswering: questionAnswering,
    },
    oneTextOnly: ({ padTokenId }, head) => head === 'ForSequenceClassification' && padTokenId === null,
  };
}
