import * as v from 'valibot';
import { LensError } from '../../../common/errors/lens-error';
import { checkShape } from '../../../common/json/parse-json';
import { optionalRate } from './fields';
import type { RawConfig } from './raw-config';

/** Rates of dropout of a decoder. */
export interface DecoderDropout {
  readonly embeddings: number;
  /** Of attention probabilities. */
  readonly attention: number;
  /** Of what a block gives before it is added. */
  readonly residual: number;
  readonly tokenClassifier: number;
}

/** What the heads of decoder-only models depend on, whatever their config.json calls it. */
export interface LanguageModelConfig {
  readonly dropout: DecoderDropout;
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly padTokenId: number | null;
  /** Whether the output layer may be the table of word embeddings. */
  readonly tieWordEmbeddings: boolean;
}

const classifierRates = v.object({ classifier_dropout: optionalRate, hidden_dropout: optionalRate });

/** The rate before a classifier of tokens, as `GenericForTokenClassification` of modeling_layers.py finds it. */
export function tokenClassifierRate(raw: RawConfig): number {
  const { classifier_dropout: own, hidden_dropout: hidden } = checkShape(raw, classifierRates, 'config.json');
  return own ?? hidden ?? 0.1;
}

/** Flags that change what decoders compute, with the value that nothing here computes. */
const uncovered: Readonly<Record<string, boolean>> = {
  // `create_causal_mask` lets tokens see those after them.
  is_causal: false,
  use_bidirectional_attention: true,
  token_classification_bias: false,
};

/**
 * Refuses flags that only decoders have and that nothing here computes.
 * @throws LensError `unsupported` that names the flag
 */
export function refuseDecoderFlags(raw: RawConfig): void {
  for (const [name, value] of Object.entries(uncovered)) {
    if (raw[name] !== value) continue;
    throw new LensError('unsupported', `The setting "${name}": ${value} in config.json is not covered yet.`);
  }
}
