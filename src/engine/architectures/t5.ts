import { t5Like } from './t5-like';

/** modeling_t5.py, both versions. */
export const t5 = t5Like('t5', 'T5', {
  vocabSize: 32128,
  intermediateSize: 2048,
  layers: 6,
  heads: 8,
  feedForward: 'relu',
  startTokenId: null,
  scalesOutputs: null,
  sharesPositions: true,
});
