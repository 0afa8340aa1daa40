import type { EncodeOptions, RunInput } from '../../common/contracts/run';
import type { Checkpoint } from '../models/checkpoint';
import type { EncodedBatch, TextTokenizer } from '../tokenizers/text-tokenizer';

/**
 * Tokenizes texts to one padded batch, cut to what the model has positions for, with what its decoder is given where it
 * has one.
 * @param checkpoint null where the model cannot be read: its tokens can be all the same
 * @throws LensError
 */
export async function encodeFor(
  tokenizer: TextTokenizer,
  checkpoint: Pick<Checkpoint, 'info' | 'decoder'> | null,
  inputs: readonly RunInput[],
  options: EncodeOptions,
): Promise<EncodedBatch> {
  const limit = checkpoint?.info.maxPositions ?? null;
  const batch = await tokenizer.encodeBatch(inputs, options, limit);
  const decoder = checkpoint?.decoder ?? null;
  // Without a start token the text's own tokens can be shown, and running the model says what is missing.
  if (decoder === null || decoder.startTokenId === null) return batch;
  const start = { tokenId: decoder.startTokenId, readsText: decoder.default === 'text' };
  return { ...batch, targets: await tokenizer.encodeTargets(batch, inputs, { ...options, limit }, start) };
}
