import type { Graph } from '../../graph/graph';
import type { Value } from '../../graph/types';
import type { EncoderConfig } from '../config/encoder-config';
import type { Weights } from './weights';

/** What the output layer of a language model is found by; names are relative to `weights`. */
export interface DecoderParts {
  readonly graph: Graph;
  readonly config: EncoderConfig;
  readonly body: Weights;
  readonly weights: Weights;
  readonly name: string;
  /** Where the bias is when the layer has none of its own. */
  readonly bias: string;
}

/**
 * The layer from hidden states to the vocabulary: [..., hidden] to [..., vocabulary]. It is the table of word embeddings
 * unless the file has a tensor of its own for it (transformers 5 ties by what is in the file).
 */
export function tiedDecoder({ graph: g, config, body, weights, name, bias }: DecoderParts, x: Value): Value {
  const shape = [config.vocabSize, config.hiddenSize];
  const tied = config.tieWordEmbeddings && !weights.has(`${name}.weight`);
  const weight = tied
    ? body.parameter('embeddings.word_embeddings.weight', shape)
    : weights.parameter(`${name}.weight`, shape);
  const own = weights.has(`${name}.bias`) ? `${name}.bias` : bias;
  return g.linear(x, weight, weights.parameter(own, [config.vocabSize]));
}
