import { architecture } from './architecture';
import { readMistralConfig } from './config/llama-config';
import { rotaryDecoderFacts } from './config/rotary-decoder-config';
import { decoderHeads } from './heads/decoder-heads';
import { llamaDecoder } from './parts/llama-decoder';
import { countedPositions } from './parts/positions';

/** modeling_mistral.py: Llama with a sliding window. */
export const mistral = architecture({
  modelType: 'mistral',
  classPrefix: 'Mistral',
  baseName: 'model',
  accepts: ['is_decoder'],
  readConfig: readMistralConfig,
  facts: rotaryDecoderFacts,
  positions: () => countedPositions,
  body: llamaDecoder,
  pooler: null,
  ...decoderHeads('embed_tokens', 'score'),
});
