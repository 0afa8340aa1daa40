import { dimAt } from '../graph/shapes';
import type { Value } from '../graph/types';
import { architecture, type BodyContext } from './architecture';
import { gpt2Facts, readGpt2Config, type Gpt2Config } from './config/gpt2-config';
import { decoderHeads } from './heads/decoder-heads';
import { activate } from './parts/activations';
import { attend, mergeHeads, splitHeads } from './parts/attention';
import { causalBias } from './parts/causal-bias';
import { countedPositions } from './parts/positions';
import type { Weights } from './parts/weights';
import { wordEmbedding } from './parts/word-embedding';

/** `GPT2Attention`: x [batch, sequence, hidden] to the same shape. */
function attention(context: BodyContext<Gpt2Config>, weights: Weights, x: Value, bias: Value, layer: number): Value {
  const { graph: g, config, taps } = context;
  const { hiddenSize, numAttentionHeads: heads } = config;
  const size = hiddenSize / heads;
  const parts = g.split(weights.conv1d('c_attn', x, 3 * hiddenSize), -1, [hiddenSize, hiddenSize, hiddenSize]);
  const [query, key, value] = parts.map((part) => splitHeads(g, part, heads, size)) as [Value, Value, Value];
  const bySize = config.scaleAttnWeights ? size ** -0.5 : 1;
  const scale = config.scaleAttnByInverseLayerIdx ? bySize / (layer + 1) : bySize;
  const attended = attend(g, taps, { query, key, value, scale, bias, dropout: config.dropout.attention });
  const projected = weights.conv1d('c_proj', mergeHeads(g, attended, heads, size), hiddenSize);
  return g.dropout(projected, config.dropout.residual);
}

/** `GPT2MLP` */
function feedForward({ graph: g, config }: BodyContext<Gpt2Config>, weights: Weights, x: Value): Value {
  const inner = activate(g, config.activation, weights.conv1d('c_fc', x, config.intermediateSize));
  return g.dropout(weights.conv1d('c_proj', inner, config.hiddenSize), config.dropout.residual);
}

/** Token types are words: the vectors of those that are given are added. Texts have none. */
function withTokenTypes(context: BodyContext<Gpt2Config>, x: Value): Value {
  const { graph: g, inputs } = context;
  if (!inputs.offers('token_type_words')) return x;
  const types = inputs.get('token_type_words');
  const [batch, sequence] = [dimAt(types.shape, 0), dimAt(types.shape, 1)];
  const isNone = g.reshape(g.less(types, g.integer(0)), [batch, sequence, 1]);
  // Where there is none, -1 is the last row of the table, which is not taken.
  return g.add(x, g.where(isNone, g.scalar(0), wordEmbedding(context, 'wte', { of: 'token_type_words' })));
}

function body(context: BodyContext<Gpt2Config>): Value {
  const { graph: g, config, weights, inputs, taps } = context;
  const bias = causalBias(g, inputs.get('attention_mask'), dimAt(inputs.get('input_ids').shape, 1), null);
  const { positionRows, hiddenSize, layerNormEpsilon: epsilon } = config;
  const positions = weights.embedding('wpe', inputs.get('position_ids'), positionRows, hiddenSize);
  const embedded = withTokenTypes(context, g.add(wordEmbedding(context, 'wte'), positions));
  let x = g.dropout(embedded, config.dropout.embeddings);
  let index = 0;
  for (const layer of weights.layers('h', config.numHiddenLayers)) {
    taps.hiddenState(x);
    x = g.add(attention(context, layer.at('attn'), layer.norm('ln_1', x, epsilon), bias, index++), x);
    x = g.add(x, feedForward(context, layer.at('mlp'), layer.norm('ln_2', x, epsilon)));
  }
  return taps.hiddenState(weights.norm('ln_f', x, epsilon));
}

/** modeling_gpt2.py. The causal masks that older files hold (`h.0.attn.bias`) are not read. */
export const gpt2 = architecture({
  modelType: 'gpt2',
  classPrefix: 'GPT2',
  baseName: 'transformer',
  accepts: ['is_decoder'],
  readConfig: readGpt2Config,
  facts: gpt2Facts,
  positions: () => countedPositions,
  body,
  pooler: null,
  ...decoderHeads('wte', 'classifier'),
});
