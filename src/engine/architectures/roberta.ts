import { LensError } from '../../common/errors/lens-error';
import { architecture, type Architecture } from './architecture';
import { bertConfigReader } from './config/bert-config';
import type { EncoderConfig } from './config/encoder-config';
import { encoderFacts } from './config/encoder-facts';
import { robertaCausalLm, robertaMaskedLm } from './heads/roberta-masked-lm';
import { robertaSequenceClassification } from './heads/roberta-sequence-classification';
import { questionAnswering } from './heads/question-answering';
import { tokenClassification } from './heads/token-classification';
import { bertEncoder } from './parts/bert-encoder';
import { firstTokenPooler } from './parts/pooler';
import { positionsAfterPadding } from './parts/positions';

/** modeling_roberta.py: BERT's encoder with positions that count from behind the padding id. */
export const roberta = robertaLike('roberta', 'Roberta', 50265);

/** A model of RoBERTa's kind under another name. */
export function robertaLike(modelType: string, classPrefix: string, vocabSize: number): Architecture {
  return architecture({
    modelType,
    classPrefix,
    baseName: 'roberta',
    accepts: ['is_decoder'],
    readConfig: bertConfigReader(vocabSize, 1, 'behind padding'),
    facts: (config) => encoderFacts(config, padOf(config) + 1),
    positions: (config) => positionsAfterPadding(padOf(config)),
    body: bertEncoder,
    pooler: ({ graph, config, weights }, x) => firstTokenPooler(graph, x, weights.at('pooler'), config.hiddenSize),
    heads: {
      ForSequenceClassification: robertaSequenceClassification,
      ForMaskedLM: robertaMaskedLm,
      ForCausalLM: robertaCausalLm,
      ForTokenClassification: tokenClassification,
      ForQuestionAnswering: questionAnswering,
    },
  });
}

function padOf({ padTokenId }: EncoderConfig): number {
  if (padTokenId !== null) return padTokenId;
  throw new LensError('bad-file', 'config.json: "pad_token_id" is null, but positions are counted from it.');
}
