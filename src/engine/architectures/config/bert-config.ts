import * as v from 'valibot';
import { checkShape } from '../../../common/json/parse-json';
import { checkHeads, type EncoderConfig, type EncoderDropout } from './encoder-config';
import { activationName, dropoutRate, epsilon, optionalRate, size, tokenId } from './fields';
import type { RawConfig } from './raw-config';

/** `BertConfig`, `RobertaConfig` and `XLMRobertaConfig` have the same fields and differ in two defaults. */
function schema(vocabSize: number, padTokenId: number) {
  return v.object({
    vocab_size: size(vocabSize),
    hidden_size: size(768),
    num_hidden_layers: size(12),
    num_attention_heads: size(12),
    intermediate_size: size(3072),
    hidden_act: activationName('gelu'),
    layer_norm_eps: epsilon(1e-12),
    max_position_embeddings: size(512),
    type_vocab_size: size(2),
    pad_token_id: tokenId(padTokenId),
    hidden_dropout_prob: dropoutRate(0.1),
    attention_probs_dropout_prob: dropoutRate(0.1),
    classifier_dropout: optionalRate,
    tie_word_embeddings: v.optional(v.boolean(), true),
  });
}

/** How positions are counted: from 0, or from behind the padding id, which is then the position of padding. */
type Counting = 'from zero' | 'behind padding';

/** Makes the reader of a config with BERT's field names. It throws LensError `bad-file` for a field that cannot be. */
export function bertConfigReader(
  vocabSize: number,
  padTokenId: number,
  counting: Counting,
): (raw: RawConfig) => EncoderConfig {
  const fields = schema(vocabSize, padTokenId);
  return (raw) => {
    const config = checkShape(raw, fields, 'config.json');
    return checkHeads({
      vocabSize: config.vocab_size,
      hiddenSize: config.hidden_size,
      numHiddenLayers: config.num_hidden_layers,
      numAttentionHeads: config.num_attention_heads,
      intermediateSize: config.intermediate_size,
      hiddenAct: config.hidden_act,
      layerNormEps: config.layer_norm_eps,
      positionRows: config.max_position_embeddings,
      typeVocabSize: config.type_vocab_size,
      padTokenId: config.pad_token_id,
      paddingPosition: counting === 'behind padding' ? config.pad_token_id : null,
      dropout: dropoutOf(config),
      tieWordEmbeddings: config.tie_word_embeddings,
      isDecoder: raw.is_decoder === true,
    });
  };
}

type DropoutFields = Pick<
  v.InferOutput<ReturnType<typeof schema>>,
  'hidden_dropout_prob' | 'attention_probs_dropout_prob' | 'classifier_dropout'
>;

function dropoutOf(config: DropoutFields): EncoderDropout {
  const hidden = config.hidden_dropout_prob;
  const classifier = config.classifier_dropout ?? hidden;
  const attention = config.attention_probs_dropout_prob;
  return { hidden, attended: hidden, attention, classifier, tokenClassifier: classifier };
}
