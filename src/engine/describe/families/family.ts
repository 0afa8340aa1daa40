import type { Fields } from '../fields';

export type PositionKind = 'learned' | 'sinusoidal' | 'rotary' | 'relative' | 'disentangled' | 'alibi';

/**
 * What the models of a family have in common beyond their config, as their modelling files in transformers say it.
 *
 * `placement` of the norms: `pre` before attention and MLP; `post` after what comes out was added to what went in;
 * `after` what comes out, before it is added; `around` before and after.
 */
export interface Family {
  readonly norm: 'LayerNorm' | 'RMSNorm';
  readonly placement: 'pre' | 'post' | 'after' | 'around';
  /** Attention and MLP side by side, from one norm or each from its own. */
  readonly parallel?: 'one-norm' | 'two-norms';
  readonly positions: readonly PositionKind[];
  readonly causal: boolean;
  readonly embeddingNorm: boolean;
  readonly finalNorm: boolean;
  readonly gated: boolean;
  /** The activation where the config names none. */
  readonly activation: string;
  /** `tie_word_embeddings` where the config has none. */
  readonly tied: boolean;
  /** The matrix of the language model head, which may be the table of embeddings. */
  readonly head: string;
  /** Rows of the position table before the first position. */
  readonly reserved?: number;
  /** Base of the rotary positions where the config names none, 10,000 unless given. */
  readonly theta?: number;
  /** `head` width that is turned, where the config does not say it. */
  readonly portion?: number;
  /** Width of the MLP where the config names none, in hidden sizes. */
  readonly innerFactor?: number;
  /** All layers share the weights of one. */
  readonly shared?: boolean;
}

/** A family may depend on its config. */
export type FamilyOf = (fields: Fields) => Family;
