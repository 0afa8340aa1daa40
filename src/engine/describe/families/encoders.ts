import { paddingId } from '../../architectures/config/general-facts';
import type { Fields } from '../fields';
import type { Family, FamilyOf } from './family';

const bert: Family = {
  norm: 'LayerNorm',
  placement: 'post',
  positions: ['learned'],
  causal: false,
  embeddingNorm: true,
  finalNorm: false,
  gated: false,
  activation: 'gelu',
  tied: true,
  head: 'cls.predictions.decoder.weight',
};

/** No token sees those after it where a config asks for a decoder. */
const bertOf = (fields: Fields): Family => ({ ...bert, causal: fields.flag('is_decoder') === true });

/** Position ids begin behind that of padding. */
const roberta = (fields: Fields): Family => ({
  ...bertOf(fields),
  head: 'lm_head.decoder.weight',
  reserved: paddingId({ pad_token_id: fields.count('pad_token_id') }, 1) + 1,
});

const distilbert = (fields: Fields): Family => ({
  ...bert,
  head: 'vocab_projector.weight',
  positions: fields.flag('sinusoidal_pos_embds') === true ? ['sinusoidal'] : ['learned'],
});

const mpnet: Family = { ...bert, positions: ['learned', 'relative'], reserved: 2, head: 'lm_head.decoder.weight' };

/** Relative positions alone, unless `position_biased_input` adds learned ones. */
const deberta = (fields: Fields): Family => {
  const learned = fields.flag('position_biased_input') !== false ? (['learned'] as const) : [];
  const relative = fields.flag('relative_attention') === true ? (['disentangled'] as const) : [];
  return { ...bert, positions: [...learned, ...relative] };
};

const modernbert: Family = {
  ...bert,
  placement: 'pre',
  positions: ['rotary'],
  finalNorm: true,
  gated: true,
  head: 'decoder.weight',
  theta: 160_000,
};

/** Models that read in both directions, by `model_type`. */
export const encoders: Readonly<Record<string, FamilyOf>> = {
  bert: bertOf,
  ernie: () => bert,
  electra: () => ({ ...bert, head: 'generator_lm_head.weight' }),
  albert: () => ({ ...bert, activation: 'gelu_new', head: 'predictions.decoder.weight', shared: true }),
  roberta,
  'xlm-roberta': roberta,
  camembert: roberta,
  'data2vec-text': roberta,
  'roberta-prelayernorm': (fields) => ({ ...roberta(fields), placement: 'pre', finalNorm: true }),
  'xlm-roberta-xl': (fields) => ({ ...roberta(fields), placement: 'pre', finalNorm: true, embeddingNorm: false }),
  distilbert,
  mpnet: () => mpnet,
  deberta,
  'deberta-v2': deberta,
  modernbert: () => modernbert,
};
