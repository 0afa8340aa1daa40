import * as v from 'valibot';
import { checkShape } from '../../../common/json/parse-json';
import { checkHeads, type EncoderConfig } from './encoder-config';
import { activationName, dropoutRate, size, tokenId } from './fields';
import type { RawConfig } from './raw-config';

const fields = v.object({
  vocab_size: size(30522),
  dim: size(768),
  n_layers: size(6),
  n_heads: size(12),
  hidden_dim: size(3072),
  activation: activationName('gelu'),
  max_position_embeddings: size(512),
  pad_token_id: tokenId(0),
  dropout: dropoutRate(0.1),
  attention_dropout: dropoutRate(0.1),
  seq_classif_dropout: dropoutRate(0.2),
  tie_word_embeddings: v.optional(v.boolean(), true),
});

/** `attribute_map` of DistilBertConfig: the general names are taken as well, and win when both are there. */
const aliases = { hidden_size: 'dim', num_attention_heads: 'n_heads', num_hidden_layers: 'n_layers' } as const;

/** `DistilBertConfig`. Throws LensError `bad-file` for a field that cannot be. */
export function readDistilbertConfig(raw: RawConfig): EncoderConfig {
  const renamed: Record<string, unknown> = { ...raw };
  for (const [alias, name] of Object.entries(aliases)) {
    if (raw[alias] !== undefined) renamed[name] = raw[alias];
  }
  const config = checkShape(renamed, fields, 'config.json');
  return checkHeads({
    vocabSize: config.vocab_size,
    hiddenSize: config.dim,
    numHiddenLayers: config.n_layers,
    numAttentionHeads: config.n_heads,
    intermediateSize: config.hidden_dim,
    hiddenAct: config.activation,
    // Written into modeling_distilbert.py; the config has no say.
    layerNormEps: 1e-12,
    positionRows: config.max_position_embeddings,
    typeVocabSize: 0,
    padTokenId: config.pad_token_id,
    paddingPosition: null,
    dropout: {
      hidden: config.dropout,
      attended: 0,
      attention: config.attention_dropout,
      classifier: config.seq_classif_dropout,
      tokenClassifier: config.dropout,
    },
    tieWordEmbeddings: config.tie_word_embeddings,
    isDecoder: false,
  });
}
