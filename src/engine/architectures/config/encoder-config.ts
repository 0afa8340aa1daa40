import { LensError } from '../../../common/errors/lens-error';

/** Rates of dropout: the shares of numbers that are dropped in training. */
export interface EncoderDropout {
  /** Of the embeddings and of what a block gives before it is added. */
  readonly hidden: number;
  /** Of what the attention block gives, which DistilBERT does not drop. */
  readonly attended: number;
  /** Of attention probabilities. */
  readonly attention: number;
  /** Before the layer of a classifier of texts, and of tokens. */
  readonly classifier: number;
  readonly tokenClassifier: number;
}

/** What an encoder of the BERT family depends on, whatever its config.json calls it. */
export interface EncoderConfig {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly numHiddenLayers: number;
  readonly numAttentionHeads: number;
  readonly intermediateSize: number;
  readonly hiddenAct: string;
  readonly layerNormEps: number;
  /** Rows of the position table. */
  readonly positionRows: number;
  /** Rows of the token type table; 0 where the architecture has none. */
  readonly typeVocabSize: number;
  readonly padTokenId: number | null;
  /** The position that padding has, whose vector is not trained (`padding_idx`); null where padding has positions as others. */
  readonly paddingPosition: number | null;
  readonly dropout: EncoderDropout;
  /** Whether the output layer of a language model may be the table of word embeddings. */
  readonly tieWordEmbeddings: boolean;
  /** Whether tokens see those before them alone, as in a decoder (`is_decoder`). */
  readonly isDecoder: boolean;
}

/** @throws LensError `bad-file` when the heads do not divide the hidden size */
export function checkHeads(config: EncoderConfig): EncoderConfig {
  if (config.hiddenSize % config.numAttentionHeads !== 0) {
    throw new LensError(
      'bad-file',
      `config.json: the hidden size ${config.hiddenSize} is not a multiple of the ${config.numAttentionHeads} attention heads.`,
    );
  }
  return config;
}
