import { dimAt } from '../../graph/shapes';
import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';
import { paddingBias } from './attention-bias';
import { causalBias } from './causal-bias';
import { embeddings } from './embeddings';
import { feedForward } from './feed-forward';
import { selfAttention } from './self-attention';

const projections = { query: 'query', key: 'key', value: 'value' };
const feedForwardNames = { inner: 'intermediate.dense', outer: 'output.dense' };

/**
 * `BertModel`'s embeddings and encoder, which RoBERTa and XLM-RoBERTa share name for name. With `is_decoder` no token sees
 * those after it.
 */
export function bertEncoder(context: BodyContext<EncoderConfig>): Value {
  const { graph: g, config, weights, inputs, taps } = context;
  const mask = inputs.get('attention_mask');
  const bias = config.isDecoder
    ? causalBias(g, mask, dimAt(inputs.get('input_ids').shape, 1), null)
    : paddingBias(g, mask);
  let x = taps.hiddenState(embeddings(context));
  for (const layer of weights.layers('encoder.layer', config.numHiddenLayers)) {
    const attended = selfAttention(context, layer.at('attention.self'), projections, x, bias);
    const dense = layer.linear('attention.output.dense', attended, config.hiddenSize);
    const projected = g.dropout(dense, config.dropout.attended);
    x = layer.norm('attention.output.LayerNorm', g.add(projected, x), config.layerNormEps);
    x = layer.norm('output.LayerNorm', g.add(feedForward(context, layer, feedForwardNames, x), x), config.layerNormEps);
    taps.hiddenState(x);
  }
  return x;
}
