import { bartLike } from './bart-like';
import { bartConditionalGeneration } from './heads/bart-conditional-generation';

/** modeling_marian.py: BART with fixed positions and no norm behind its embeddings. */
export const marian = bartLike('marian', 'Marian', {
  vocabSize: 58101,
  endTokenId: 0,
  startTokenId: 58100,
  positions: 'sinusoidal',
  heads: { ForConditionalGeneration: bartConditionalGeneration },
});
