import { architecture, type Architecture } from './architecture';
import type { RawConfig } from './config/raw-config';
import { rotaryDecoderFacts, type RotaryDecoderConfig } from './config/rotary-decoder-config';
import { decoderHeads } from './heads/decoder-heads';
import { countedPositions } from './parts/positions';
import { preNormLayer, rmsNorm } from './parts/pre-norm-layer';
import { rotaryDecoder, type DecoderContext } from './parts/rotary-decoder';
import type { Value } from '../graph/types';

/** `LlamaModel` */
const llamaBody = (context: DecoderContext): Value => rotaryDecoder(context, preNormLayer(), rmsNorm);

/**
 * A decoder of Llama's kind.
 * @param body what it computes, where that is not Llama's
 */
export function llamaLike(
  modelType: string,
  classPrefix: string,
  readConfig: (raw: RawConfig) => RotaryDecoderConfig,
  body: (context: DecoderContext) => Value = llamaBody,
): Architecture {
  return architecture({
    modelType,
    classPrefix,
    baseName: 'model',
    // LlamaForQuestionAnswering and some of its descendants have the older name.
    otherBaseNames: ['transformer'],
    accepts: ['is_decoder'],
    readConfig,
    facts: rotaryDecoderFacts,
    positions: () => countedPositions,
    body,
    pooler: null,
    ...decoderHeads('embed_tokens', 'score'),
  });
}
