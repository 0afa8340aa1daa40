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

/**
 * Refuses a decoder that is told to look ahead (`is_causal` of `create_causal_mask`).
 * @throws LensError `unsupported`
 */
export function refuseLookingAhead(raw: RawConfig): void {
  if (raw['is_causal'] !== false) return;
  throw new LensError('unsupported', 'The setting "is_causal": false in config.json is not covered yet.');
}
