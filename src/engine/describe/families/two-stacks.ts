import type { Fields } from '../fields';
import type { Family, FamilyOf } from './family';

const bart: Family = {
  norm: 'LayerNorm',
  placement: 'post',
  positions: ['learned'],
  causal: false,
  embeddingNorm: true,
  finalNorm: false,
  gated: false,
  activation: 'gelu',
  tied: true,
  head: 'lm_head.weight',
  reserved: 2,
};

const mbart: Family = { ...bart, placement: 'pre', finalNorm: true };
const sinusoidal: Family = { ...mbart, positions: ['sinusoidal'], embeddingNorm: false, reserved: 0 };

/** `feed_forward_proj` is like `gated-gelu`. */
const t5 = (fields: Fields): Family => ({
  ...mbart,
  norm: 'RMSNorm',
  positions: ['relative'],
  embeddingNorm: false,
  gated: (fields.text('feed_forward_proj') ?? '').startsWith('gated-'),
  activation: 'relu',
});

/** Models of an encoder and a decoder, by `model_type`. */
export const twoStacks: Readonly<Record<string, FamilyOf>> = {
  bart: () => bart,
  mbart: () => mbart,
  blenderbot: () => ({ ...mbart, embeddingNorm: false, reserved: 0 }),
  'blenderbot-small': () => ({ ...bart, reserved: 0 }),
  marian: () => ({ ...sinusoidal, placement: 'post', finalNorm: false }),
  pegasus: () => ({ ...sinusoidal, activation: 'relu' }),
  m2m_100: () => ({ ...sinusoidal, activation: 'relu' }),
  t5,
  mt5: (fields) => ({
    ...t5(fields),
    gated: fields.text('feed_forward_proj') === null || t5(fields).gated,
    tied: false,
  }),
  umt5: (fields) => ({
    ...t5(fields),
    gated: fields.text('feed_forward_proj') === null || t5(fields).gated,
    tied: false,
  }),
};
