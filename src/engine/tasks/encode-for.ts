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
  checkpoint: Pick<Checkpoint, 'info' | 'facts' | 'decoder'> | null,
  inputs: readonly RunInput[],
  given: EncodeOptions,
): Promise<EncodedBatch> {
  const { limit, ...lengths } = lengthsFor(tokenizer, checkpoint, given);
  const options = { ...given, ...lengths };
  const batch = withPositions(await tokenizer.encodeBatch(inputs, options, limit), checkpoint);
  const decoder = checkpoint?.decoder ?? null;
  // Without a start token the text's own tokens can be shown, and running the model says what is missing.
  if (decoder === null || decoder.startTokenId === null) return batch;
  const start = { tokenId: decoder.startTokenId, readsText: decoder.default === 'text' };
  return { ...batch, targets: await tokenizer.encodeTargets(batch, inputs, { ...options, limit }, start) };
}

/**
 * How long texts may be. A position table ends. Rotary embeddings do not: the length that such a model was made for cuts
 * texts only where neither a person nor the tokenizer says how long they may be.
 */
function lengthsFor(
  tokenizer: TextTokenizer,
  checkpoint: Pick<Checkpoint, 'info' | 'facts'> | null,
  { maxLength }: EncodeOptions,
): { readonly limit: number | null; readonly maxLength: number | null } {
  const limit = checkpoint?.info.maxPositions ?? null;
  if (checkpoint === null || checkpoint.facts.positionRows !== null) return { limit, maxLength };
  return { limit: null, maxLength: maxLength ?? tokenizer.info.maxLength ?? limit };
}

/**
 * A decoder's texts that are padded on the left count their positions from their first real token, as `generate` of
 * transformers has it: each is read as if it were alone.
 */
function withPositions(batch: EncodedBatch, checkpoint: Pick<Checkpoint, 'info'> | null): EncodedBatch {
  const isPadded = batch.paddingSide === 'left' && batch.rows.some(({ padding }) => padding > 0);
  if (!isPadded || checkpoint?.info.kind !== 'decoder-only') return batch;
  let count = 0n;
  const positionIds = batch.attentionMask.map((attends, index) => {
    if (index % batch.positions === 0) count = 0n;
    return attends === 0n ? 0n : count++;
  });
  return { ...batch, positionIds };
}
