import type { Value } from '../../graph/types';
import type { BodyContext } from '../architecture';
import type { EncoderConfig } from '../config/encoder-config';

/** `BertEmbeddings` and its like: the sum of word, token type and position vectors, normed. [batch, sequence, hidden] */
export function embeddings({ graph: g, inputs, weights, config }: BodyContext<EncoderConfig>): Value {
  const { hiddenSize, typeVocabSize, padTokenId, paddingPosition } = config;
  const at = weights.at('embeddings');
  let x = at.embedding('word_embeddings', inputs.get('input_ids'), config.vocabSize, hiddenSize, padTokenId);
  if (typeVocabSize > 0) {
    x = g.add(x, at.embedding('token_type_embeddings', inputs.get('token_type_ids'), typeVocabSize, hiddenSize));
  }
  const positions = inputs.get('position_ids');
  x = g.add(x, at.embedding('position_embeddings', positions, config.positionRows, hiddenSize, paddingPosition));
  return g.dropout(at.norm('LayerNorm', x, config.layerNormEps), config.dropout.hidden);
}
