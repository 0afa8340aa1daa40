import { LensError } from '../../../common/errors/lens-error';
import type { RawConfig } from './raw-config';

/** What the heads of decoder-only models depend on, whatever their config.json calls it. */
export interface LanguageModelConfig {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly padTokenId: number | null;
  /** Whether the output layer may be the table of word embeddings. */
  readonly tieWordEmbeddings: boolean;
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
