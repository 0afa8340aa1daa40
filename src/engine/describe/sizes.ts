import type { GeneralFacts } from '../architectures/config/general-facts';
import type { Family } from './families/family';
import type { Fields } from './fields';

/** The sizes of a stack; null where the config does not tell them. */
export interface Sizes {
  readonly hidden: number | null;
  readonly heads: number | null;
  readonly kvHeads: number | null;
  readonly headSize: number | null;
  readonly inner: number | null;
  readonly layers: number | null;
}

/** How the fields of a config are called for a stack: encoder-decoders have some for each. */
const innerNames = ['intermediate_size', 'n_inner', 'ffn_dim', 'd_ff', 'hidden_dim', 'ffn_hidden_size'] as const;

/** Reads the sizes of the encoder or the decoder. */
export function sizesOf(
  fields: Fields,
  facts: GeneralFacts,
  family: Family | null,
  stack: 'encoder' | 'decoder',
): Sizes {
  const hidden = facts.hiddenSize;
  const heads = fields.count(`${stack}_attention_heads`) ?? facts.heads;
  const layers = facts.kind !== 'encoder-decoder' ? facts.layers : facts[`${stack}Layers`];
  return {
    hidden,
    heads,
    kvHeads: facts.kind === 'encoder-decoder' ? heads : (kvHeadsOf(fields) ?? facts.kvHeads),
    headSize: fields.count('head_dim', 'd_kv') ?? even(hidden, heads),
    inner: fields.count(`${stack}_ffn_dim`, ...innerNames) ?? times(hidden, innerFactor(fields, family)),
    layers,
  };
}

/** Falcon's first models have one head of keys and values, whatever `num_kv_heads` says. */
function kvHeadsOf(fields: Fields): number | null {
  const isFalcon = fields.modelType === 'falcon' && fields.flag('new_decoder_architecture') !== true;
  return isFalcon && fields.flag('multi_query') !== false ? 1 : null;
}

function innerFactor(fields: Fields, family: Family | null): number | null {
  return fields.count('expansion_ratio') ?? family?.innerFactor ?? (fields.modelType === 'falcon' ? 4 : null);
}

function even(whole: number | null, parts: number | null): number | null {
  return whole !== null && parts !== null && parts > 0 && whole % parts === 0 ? whole / parts : null;
}

function times(a: number | null, b: number | null): number | null {
  return a === null || b === null || !Number.isSafeInteger(a * b) ? null : a * b;
}
