import type { Value } from '../graph/types';
import { architecture, type BodyContext } from './architecture';
import { readDistilbertConfig } from './config/distilbert-config';
import type { EncoderConfig } from './config/encoder-config';
import { encoderFacts } from './config/encoder-facts';
import { distilbertMaskedLm } from './heads/distilbert-masked-lm';
import { distilbertSequenceClassification } from './heads/distilbert-sequence-classification';
import { questionAnswering } from './heads/question-answering';
import { tokenClassification } from './heads/token-classification';
import { paddingBias } from './parts/attention-bias';
import { embeddings } from './parts/embeddings';
import { feedForward } from './parts/feed-forward';
import { countedPositions } from './parts/positions';
import { selfAttention } from './parts/self-attention';

const projections = { query: 'q_lin', key: 'k_lin', value: 'v_lin' };
const feedForwardNames = { inner: 'ffn.lin1', outer: 'ffn.lin2' };

function body(context: BodyContext<EncoderConfig>): Value {
  const { graph: g, config, weights, inputs, taps } = context;
  const bias = paddingBias(g, inputs.get('attention_mask'));
  let x = taps.hiddenState(embeddings(context));
  for (const layer of weights.layers('transformer.layer', config.numHiddenLayers)) {
    const attended = selfAttention(context, layer.at('attention'), projections, x, bias);
    const dense = layer.linear('attention.out_lin', attended, config.hiddenSize);
    const projected = g.dropout(dense, config.dropout.attended);
    x = layer.norm('sa_layer_norm', g.add(projected, x), config.layerNormEps);
    x = layer.norm(
      'output_layer_norm',
      g.add(feedForward(context, layer, feedForwardNames, x), x),
      config.layerNormEps,
    );
    taps.hiddenState(x);
  }
  return x;
}

/** modeling_distilbert.py: BERT without token types and pooler. */
export const distilbert = architecture({
  modelType: 'distilbert',
  classPrefix: 'DistilBert',
  baseName: 'distilbert',
  readConfig: readDistilbertConfig,
  facts: (config) => encoderFacts(config, 0),
  positions: () => countedPositions,
  body,
  pooler: null,
  heads: {
    ForSequenceClassification: distilbertSequenceClassification,
    ForMaskedLM: distilbertMaskedLm,
    ForTokenClassification: tokenClassification,
    ForQuestionAnswering: questionAnswering,
  },
});
