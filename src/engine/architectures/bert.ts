import { architecture } from './architecture';
import { bertConfigReader } from './config/bert-config';
import { encoderFacts } from './config/encoder-facts';
import { bertCausalLm, bertMaskedLm } from './heads/bert-masked-lm';
import { bertNextSentence } from './heads/bert-next-sentence';
import { bertSequenceClassification } from './heads/bert-sequence-classification';
import { questionAnswering } from './heads/question-answering';
import { tokenClassification } from './heads/token-classification';
import { bertEncoder } from './parts/bert-encoder';
import { firstTokenPooler } from './parts/pooler';
import { countedPositions } from './parts/positions';

/** modeling_bert.py */
export const bert = architecture({
  modelType: 'bert',
  classPrefix: 'Bert',
  baseName: 'bert',
  accepts: ['is_decoder'],
  readConfig: bertConfigReader(30522, 0, 'from zero'),
  facts: (config) => encoderFacts(config, 0),
  positions: () => countedPositions,
  body: bertEncoder,
  pooler: ({ graph, config, weights }, x) => firstTokenPooler(graph, x, weights.at('pooler'), config.hiddenSize),
  heads: {
    ForSequenceClassification: bertSequenceClassification,
    ForMaskedLM: bertMaskedLm,
    ForCausalLM: bertCausalLm,
    ForTokenClassification: tokenClassification,
    ForQuestionAnswering: questionAnswering,
    ForNextSentencePrediction: bertNextSentence,
  },
});
