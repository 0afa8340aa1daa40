import { LensError } from '../../common/errors/lens-error';
import { startTokenOf, type DecoderFacts } from '../architectures/config/decoder-facts';
import type { ModelInputs } from './loaded-model';

/** What the decoder of an encoder-decoder is given; both arrays are [rows, positions]. */
export interface DecoderInputs {
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly dims: readonly [rows: number, positions: number];
}

/** How far ids and positions may go; null where it is not known, or without end. */
export type DecoderLimits = Readonly<Record<'vocabSize' | 'maxPositions', number | null>>;

/**
 * The decoder's inputs, with the default for those that are not given.
 * @throws LensError `bad-file` when the start token is needed and not known, `too-big` for more tokens than
 *   there are positions, `usage` for rows that are not those of the text, ids that are not in the vocabulary, or texts
 *   without the token at which the head reads
 */
export function completeDecoder(inputs: ModelInputs, facts: DecoderFacts, limits: DecoderLimits): DecoderInputs {
  const decoder = inputs.decoder ?? defaultDecoder(inputs, facts);
  if (facts.default === 'text' && decoder.dims[1] !== inputs.dims[1]) {
    const [given, read] = [decoder.dims[1], inputs.dims[1]];
    throw new LensError(
      'usage',
      `The head reads the decoder at the text's tokens: ${given} were given it for ${read}.`,
    );
  }
  checkDecoder(decoder, inputs.dims[0], limits);
  if (typeof facts.readsAt === 'number') checkHolds(inputs, BigInt(facts.readsAt));
  return decoder;
}

/** Python refuses such texts as well: the head would read somewhere else. */
function checkHolds({ inputIds, dims: [rows, positions] }: ModelInputs, token: bigint): void {
  const wrong = Array.from({ length: rows }, (_, row) => row).find(
    (row) => !inputIds.subarray(row * positions, (row + 1) * positions).includes(token),
  );
  if (wrong === undefined) return;
  const which = rows === 1 ? 'the text' : `text ${wrong + 1}`;
  throw new LensError(
    'usage',
    `The head reads at the end token (id ${token.toString()}), which ${which} does not have.`,
    'Its tokenizer should add it behind the text.',
  );
}

/**
 * What the decoder is given where nothing is.
 * @throws LensError `bad-file` when the start token is needed and not known
 */
export function defaultDecoder({ inputIds, dims }: ModelInputs, facts: DecoderFacts): DecoderInputs {
  const start = BigInt(startTokenOf(facts));
  const [rows, positions] = dims;
  if (facts.default === 'start') {
    const ids = new BigInt64Array(rows).fill(start);
    return { inputIds: ids, attentionMask: new BigInt64Array(rows).fill(1n), dims: [rows, 1] };
  }
  const shifted = inputIds.map((_, index) => (index % positions === 0 ? start : (inputIds[index - 1] ?? start)));
  return { inputIds: shifted, attentionMask: new BigInt64Array(shifted.length).fill(1n), dims };
}

function checkDecoder(
  { inputIds, attentionMask, dims }: DecoderInputs,
  rows: number,
  { vocabSize, maxPositions }: DecoderLimits,
): void {
  const [decoderRows, positions] = dims;
  if (decoderRows !== rows || positions < 1) {
    throw new LensError('usage', `The decoder is given ${decoderRows} rows of ${positions} tokens for ${rows} texts.`);
  }
  const arrays = { decoder_input_ids: inputIds, decoder_attention_mask: attentionMask };
  for (const [name, ids] of Object.entries(arrays)) {
    if (ids.length !== rows * positions) {
      throw new LensError('usage', `${name} has ${ids.length} numbers instead of ${rows} x ${positions}.`);
    }
  }
  if (maxPositions !== null && positions > maxPositions) {
    const text = `The decoder is given ${positions} tokens, but it reads at most ${maxPositions}.`;
    throw new LensError('too-big', text, 'Shorten the target, or let it be cut.');
  }
  if (vocabSize === null) return;
  const wrong = inputIds.find((id) => id < 0n || id >= BigInt(vocabSize));
  if (wrong === undefined) return;
  const known = `it knows 0 to ${vocabSize - 1}`;
  throw new LensError('usage', `The model has no token id ${wrong.toString()} for its decoder: ${known}.`);
}
