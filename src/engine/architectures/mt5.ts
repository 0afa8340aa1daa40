import { t5Like } from './t5-like';

/** modeling_mt5.py: T5 of version 1.1, whose outputs are never scaled. */
export const mt5 = t5Like('mt5', 'MT5', {
  vocabSize: 250112,
  intermediateSize: 1024,
  layers: 8,
  heads: 6,
  feedForward: 'gated-gelu',
  startTokenId: 0,
  scalesOutputs: false,
  sharesPositions: true,
});
