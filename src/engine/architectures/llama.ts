import { architecture } from './architecture';
import { readLlamaConfig } from './config/llama-config';
import { rotaryDecoderFacts } from './config/rotary-decoder-config';
import { decoderHeads } from './heads/decoder-heads';
import { llamaDecoder } from './parts/llama-decoder';
import { countedPositions } from './parts/positions';

/** modeling_llama.py */
export const llama = architecture({
  modelType: 'llama',
  classPrefix: 'Llama',
  baseName: 'model',
  // LlamaForQuestionAnswering has the older name.
  otherBaseNames: ['transformer'],
  accepts: ['is_decoder'],
  readConfig: readLlamaConfig,
  facts: rotaryDecoderFacts,
  positions: () => countedPositions,
  body: llamaDecoder,
  pooler: null,
  ...decoderHeads('embed_tokens', 'score'),
});
