import { t5Like } from './t5-like';

/** modeling_umt5.py: T5 of version 1.1 with relative positions of its own in every layer; outputs are always scaled. */
export const umt5 = t5Like('umt5', 'UMT5', {
  vocabSize: 250112,
  intermediateSize: 1024,
  layers: 8,
  heads: 6,
  feedForward: 'gated-gelu',
  startTokenId: 0,
  scalesOutputs: true,
  sharesPositions: false,
});
